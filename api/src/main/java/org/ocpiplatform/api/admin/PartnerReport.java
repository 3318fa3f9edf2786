package org.ocpiplatform.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerCallStatus;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.versions.Endpoint;

/**
 * A partner as administrators are shown it.
 *
 * @param versionsUrl where it is called; none if it never is
 * @param endpoints of the partner, as far as we know them
 * @param tokenAgeDays whole days since the token that it presents was issued
 * @param lastContactIn when it last called this node
 * @param lastContactOut when this node last called it
 * @param circuit whether calls to it are made, from this node
 * @param lastFailure why the last call to it failed, if it did
 * @param failedDeliveries pushes that did not reach it
 * @param quirksSeen where it was seen to depart from the protocol
 * @param quirksSet where an administrator says that it does
 */
record PartnerReport(
        String id,
        String name,
        String mode,
        PartnerState state,
        List<CredentialsRole> roles,
        @Nullable CiString hubPartyId,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String versionsUrl,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Endpoint> endpoints,
        Instant tokenIssuedAt,
        long tokenAgeDays,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastContactIn,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastContactOut,
        PartnerCallStatus.Circuit circuit,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String lastFailure,
        long failedDeliveries,
        PartnerQuirks quirksSeen,
        PartnerQuirks quirksSet) {

    static PartnerReport of(
            PartnerView partner,
            Instant now,
            @Nullable Instant lastContactIn,
            PartnerCallStatus calls,
            long failedDeliveries) {
        return new PartnerReport(
                partner.id().value(),
                partner.name(),
                mode(partner.state()),
                partner.state(),
                partner.roles(),
                partner.hubPartyId(),
                partner.versionsUrl(),
                partner.endpoints(),
                partner.tokenIssuedAt(),
                Duration.between(partner.tokenIssuedAt(), now).toDays(),
                lastContactIn,
                calls.lastAnsweredAt(),
                calls.circuit(),
                calls.lastFailure(),
                failedDeliveries,
                partner.quirksSeen(),
                partner.quirksSet());
    }

    /** How a partner in that state has come, or will come, to its token. */
    static String mode(PartnerState state) {
        return state == PartnerState.PROVISIONED ? "PROVISIONED" : "INVITED";
    }
}
