package org.ocpiplatform.write.outbound.http;

import java.security.SecureRandom;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ids of requests: random UUIDs. */
@Component
final class RequestIds {

    private final SecureRandom random;

    RequestIds(SecureRandom random) {
        this.random = random;
    }

    /** A new one. */
    String next() {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(high, low).toString();
    }
}
