package org.ocpiplatform.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.versions.Endpoint;

/**
 * A partner as administrators are shown it.
 *
 * @param endpoints of the partner, as far as we know them
 * @param tokenAgeDays whole days since the token that it presents was issued
 * @param lastContactIn when it last called this node
 * @param lastContactOut when this node last called it
 * @param failedDeliveries pushes that did not reach it
 */
record PartnerReport(
        String id,
        String name,
        String mode,
        PartnerState state,
        List<CredentialsRole> roles,
        @Nullable CiString hubPartyId,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Endpoint> endpoints,
        Instant tokenIssuedAt,
        long tokenAgeDays,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastContactIn,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastContactOut,
        long failedDeliveries) {

    static PartnerReport of(PartnerView partner, Instant now, @Nullable Instant lastContactIn) {
        return new PartnerReport(
                partner.id().value(),
                partner.name(),
                partner.state() == PartnerState.PROVISIONED ? "PROVISIONED" : "INVITED",
                partner.state(),
                partner.roles(),
                partner.hubPartyId(),
                List.of(),
                partner.tokenIssuedAt(),
                Duration.between(partner.tokenIssuedAt(), now).toDays(),
                lastContactIn,
                null,
                0);
    }
}
