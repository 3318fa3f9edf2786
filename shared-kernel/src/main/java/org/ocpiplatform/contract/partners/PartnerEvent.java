package org.ocpiplatform.contract.partners;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;

/** What happened to a partner. */
public sealed interface PartnerEvent {

    /** The partner it happened to. */
    PartnerId partnerId();

    /** An administrator gave the platform a token C, without a handshake. */
    @Revision("1")
    @StoredType("partners.provisioned")
    record PartnerProvisioned(
            PartnerId partnerId,
            String name,
            List<CredentialsRole> roles,
            @Nullable CiString hubPartyId,
            String tokenHash)
            implements PartnerEvent {}
}
