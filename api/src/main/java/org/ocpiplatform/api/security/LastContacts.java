package org.ocpiplatform.api.security;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** When each partner last called this node; forgotten at its end. */
@Component
public final class LastContacts {

    private final Clock clock;
    private final Map<String, Instant> byPartner = new ConcurrentHashMap<>();

    LastContacts(Clock clock) {
        this.clock = clock;
    }

    void record(String partnerId) {
        byPartner.put(partnerId, clock.instant());
    }

    /** When the partner last called, if it has since this node started. */
    public Optional<Instant> of(String partnerId) {
        return Optional.ofNullable(byPartner.get(partnerId));
    }
}
