package org.ocpiplatform.contract.payments;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;

/**
 * Ids that a PTP on this platform gives to what it is asked for. They follow from the request, so that a repeat and
 * its original are about the same aggregate, however close together they come.
 */
public final class PaymentIds {

    private PaymentIds() {}

    /** The confirmation of what a PTP captures of an authorization. */
    public static ReplicaId confirmation(PartyId ptp, CiString authorizationReference) {
        return named(ObjectKind.FINANCIAL_ADVICE_CONFIRMATION, ptp, authorizationReference.key());
    }

    /** The terminal that a PTP activates for a CPO under a reference, where none has it yet. */
    public static ReplicaId terminal(PartyId ptp, PartyId cpo, CiString reference) {
        return named(ObjectKind.TERMINAL, ptp, cpo.key() + ":" + reference.key());
    }

    private static ReplicaId named(ObjectKind kind, PartyId ptp, String name) {
        UUID id = UUID.nameUUIDFromBytes(
                (kind.segment() + ":" + ptp.key() + ":" + name).getBytes(StandardCharsets.UTF_8));
        return new ReplicaId(Side.PTP, kind, ptp, CiString.of(id.toString()));
    }
}
