package org.ocpiplatform.write.pushes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.springframework.stereotype.Component;

/**
 * Who is told of what: the partners that have the interface that objects are pushed to and would find the object on the side where it is
 * published, but for the platform of its owner, from which it came.
 */
@Component
final class Recipients {

    private final OwnParties ownParties;

    Recipients(OwnParties ownParties) {
        this.ownParties = ownParties;
    }

    /**
     * A partner that is told.
     *
     * @param to the party that is meant; none in configuration modules, which are between platforms
     */
    record Recipient(PartnerId partnerId, @Nullable PartyId to) {}

    /** The party in whose name partners are told: the owner, or the hub that it told. */
    PartyId sender(ReplicaId object) {
        PartyId hub = ownParties.hub();
        return hub != null && relayed(object) ? hub : object.owner();
    }

    /** Whether an object was told to this platform as a hub, if it is told on at all. */
    boolean relayed(ReplicaId object) {
        return ownParties.hub() != null
                && Published.toldByHubs(object.kind())
                && object.side() != Published.of(object.kind()).side();
    }

    /** Those among the partners. */
    List<Recipient> among(List<PartnerLink> partners, ReplicaId object, Set<PartyId> parties) {
        List<Recipient> recipients = new ArrayList<>();
        for (PartnerLink partner : partners) {
            of(partner, object, parties).ifPresent(recipients::add);
        }
        return recipients;
    }

    /**
     * The partner, if it is told.
     *
     * @param parties that the object is for, where it is not for everybody
     */
    Optional<Recipient> of(PartnerLink partner, ReplicaId object, Set<PartyId> parties) {
        Published published = Published.of(object.kind());
        Caller caller = partner.partner().asCaller();
        if ((object.side() != published.side() && !relayed(object))
                || partner.connection()
                        .url(published.module(), published.receiver())
                        .isEmpty()) {
            return Optional.empty();
        }
        PartnerId id = partner.partner().id();
        return switch (object.kind()) {
            case LOCATION, TARIFF, BOOKING_LOCATION -> first(id, caller, published, object, caller.driverParties());
            case TOKEN -> first(id, caller, published, object, caller.parties(Role.CPO));
            case SESSION, CDR, BOOKING, INVOICE_RECONCILIATION_RECORD, ACTIVE_CHARGING_PROFILE ->
                first(id, caller, published, object, among(caller.driverParties(), parties));
            case TERMINAL, FINANCIAL_ADVICE_CONFIRMATION ->
                first(id, caller, published, object, among(caller.parties(Role.CPO), parties));
            case CLIENT_INFO ->
                ownParties.hub() == null || caller.speaksFor(object.owner())
                        ? Optional.empty()
                        : Optional.of(new Recipient(id, null));
        };
    }

    private static Optional<Recipient> first(
            PartnerId id, Caller caller, Published published, ReplicaId object, Collection<PartyId> fitting) {
        return caller.speaksFor(object.owner(), published.owner())
                ? Optional.empty()
                : fitting.stream().findFirst().map(to -> new Recipient(id, to));
    }

    private static List<PartyId> among(Collection<PartyId> held, Set<PartyId> meant) {
        return held.stream().filter(meant::contains).toList();
    }
}
