package org.ocpiplatform.contract;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/**
 * Makes the identifiers of Axon's messages, of which a request has a handful. They are told apart and are no secrets, so
 * the digits of each need not be random: each process has a random half of its own, and counts in the other from a random
 * number on. As UUIDs they are of version 8 (RFC 9562).
 */
public final class MessageIdentifiers extends IdentifierFactory {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long COUNTED = 0x3FFF_FFFF_FFFF_FFFFL;

    private final long process;
    private final AtomicLong last;

    /** Identifiers that no other process has. */
    public MessageIdentifiers() {
        UUID random = UUID.randomUUID();
        this.process = random.getMostSignificantBits() & ~0xF000L | VERSION_8;
        this.last = new AtomicLong(random.getLeastSignificantBits());
    }

    @Override
    public String generateIdentifier() {
        return new UUID(process, last.incrementAndGet() & COUNTED | VARIANT).toString();
    }
}
