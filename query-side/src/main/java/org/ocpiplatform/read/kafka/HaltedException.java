package org.ocpiplatform.read.kafka;

/** What was to be published is given up: the node stops, or goes on from another position. */
final class HaltedException extends RuntimeException {

    HaltedException() {
        super("publishing to Kafka was halted");
    }

    /** Nobody looks for the place: it is asked for. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
