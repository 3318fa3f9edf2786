package org.ocpiplatform.write.hub;

import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoCommand.ReportConnection;
import org.ocpiplatform.contract.partners.PartnerEvent.CredentialsExchanged;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerInvited;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerProvisioned;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimReleased;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.hubclientinfo.ConnectionStatus;
import org.springframework.stereotype.Component;

/** When a partner of this hub comes or goes, its parties' client infos say so (OCPI 2.3.0, chapter HubClientInfo). */
@Component
@ProcessingGroup(HubSettings.CLIENT_INFO_PROCESSOR)
@DisallowReplay
final class ClientInfoAutomation {

    private final OwnParties own;
    private final CommandGateway commands;

    ClientInfoAutomation(OwnParties own, CommandGateway commands) {
        this.own = own;
        this.commands = commands;
    }

    @EventHandler
    void on(PartnerInvited event, @Timestamp Instant at) {
        report(event.roles(), ConnectionStatus.PLANNED, at);
    }

    @EventHandler
    void on(PartnerProvisioned event, @Timestamp Instant at) {
        report(event.roles(), ConnectionStatus.CONNECTED, at);
    }

    @EventHandler
    void on(CredentialsExchanged event, @Timestamp Instant at) {
        report(event.roles(), ConnectionStatus.CONNECTED, at);
    }

    @EventHandler
    void on(PartyClaimReleased event, @Timestamp Instant at) {
        report(event.claimId().party(), event.claimId().role(), ConnectionStatus.SUSPENDED, at);
    }

    private void report(List<CredentialsRole> roles, ConnectionStatus status, Instant at) {
        roles.forEach(role -> report(role.party(), role.role(), status, at));
    }

    /** Says how a party is connected, if this platform is a hub. */
    void report(PartyId party, Role role, ConnectionStatus status, Instant at) {
        if (own.hub() != null) {
            commands.sendAndWait(new ReportConnection(
                    new ReplicaId(Side.CPO, ObjectKind.CLIENT_INFO, party, CiString.of(role.name())), status, at));
        }
    }
}
