package org.ocpiplatform.contract.partners;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;

/** What can be asked of a partner. */
public sealed interface PartnerCommand {

    /** The partner that is meant. */
    PartnerId partnerId();

    /**
     * Makes a platform a partner without a handshake. Answered by a {@link org.ocpiplatform.contract.WriteResult};
     * rejected as a conflict while another partner holds one of the roles.
     *
     * @param roles valid and without duplicates
     * @param hubPartyId country code and party id of the hub on that platform; none if it is no hub
     * @param tokenHash hash of the token that the platform will present
     */
    record ProvisionPartner(
            @TargetAggregateIdentifier PartnerId partnerId,
            String name,
            List<CredentialsRole> roles,
            @Nullable CiString hubPartyId,
            String tokenHash)
            implements PartnerCommand {}
}
