package org.ocpiplatform.write.outbound;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.axonframework.queryhandling.QueryHandler;
import org.ocpiplatform.contract.partners.PartnerCallStatus;
import org.ocpiplatform.contract.partners.PartnerCallStatus.Circuit;
import org.ocpiplatform.contract.partners.PartnerQuery.FindCallStatus;
import org.springframework.stereotype.Component;

/** How calls to each peer go, as far as this node has made any. */
@Component
public final class Contacts {

    private static final PartnerCallStatus NEVER_CALLED = new PartnerCallStatus(null, null, null, Circuit.CLOSED);

    private final Clock clock;
    private final ConcurrentMap<String, PartnerCallStatus> contacts = new ConcurrentHashMap<>();

    /** None yet. */
    public Contacts(Clock clock) {
        this.clock = clock;
    }

    /** How calls to a partner go. */
    @QueryHandler
    public PartnerCallStatus handle(FindCallStatus query) {
        return contacts.getOrDefault(query.partnerId().value(), NEVER_CALLED);
    }

    /** A peer answered and was well. */
    public void succeeded(Peer peer) {
        update(peer.name(), was -> new PartnerCallStatus(clock.instant(), null, null, was.circuit()));
    }

    /** A peer answered, though not with what was asked for. */
    public void answeredBadly(Peer peer, String why) {
        update(peer.name(), was -> {
            var now = clock.instant();
            return new PartnerCallStatus(now, now, why, was.circuit());
        });
    }

    /** A peer did not answer. */
    public void failed(Peer peer, String why) {
        update(peer.name(), was -> new PartnerCallStatus(was.lastAnsweredAt(), clock.instant(), why, was.circuit()));
    }

    /** The circuit of a peer changed its state. */
    public void circuit(String peer, Circuit circuit) {
        update(
                peer,
                was -> new PartnerCallStatus(was.lastAnsweredAt(), was.lastFailureAt(), was.lastFailure(), circuit));
    }

    private void update(String peer, UnaryOperator<PartnerCallStatus> change) {
        contacts.compute(peer, (name, was) -> change.apply(was == null ? NEVER_CALLED : was));
    }
}
