package org.ocpiplatform.read.payments;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.read.objects.Audience;

/** Who sees payments: on either side the PTP and the CPO that it is done for. */
final class PaymentAudience {

    private PaymentAudience() {}

    static List<String> of(ReplicaId id, @Nullable PartyId customer) {
        String owner = Audience.OWNER.on(id.side(), id.owner());
        return customer == null ? List.of(owner) : List.of(owner, Audience.CUSTOMER.on(id.side(), customer));
    }

    static List<String> of(Side side, Caller caller) {
        return Stream.concat(
                        Audience.OWNER.on(side, caller.parties(Role.PTP)).stream(),
                        Audience.CUSTOMER.on(side, caller.parties(Role.CPO)).stream())
                .toList();
    }

    /** A reference as its owner's, because two PTPs may give the same one. */
    static String reference(Side side, PartyId owner, String reference) {
        return side.segment() + ":" + owner.key() + ":" + reference;
    }
}
