package org.ocpiplatform.read.kafka;

import java.util.Optional;

/** What is stored of the one processor that publishes, whichever node it runs on. */
public interface KafkaClaims {

    /** Its claim; none before it has run for the first time. */
    Optional<Claim> current();

    /**
     * A claim.
     *
     * @param node that has it, or has given it up without anybody taking it over yet; none if nobody has
     * @param position up to which everything is published; 0 before the first
     */
    record Claim(Optional<String> node, long position) {}
}
