package org.ocpiplatform.contract.kafka;

/** What can be asked of the publication of changes to Kafka. */
public sealed interface KafkaQuery {

    /** How far it is; answered by a KafkaStatus. */
    record ShowKafka() implements KafkaQuery {}

    /**
     * Goes on from another position: publishes again what was published, or leaves out what was not. Answered by a
     * KafkaStatus; rejected with CONFLICT if nothing is published, or if another node publishes, and with INVALID if
     * there is no such position.
     */
    record ResetKafka(Start start) implements KafkaQuery {}

    /** From where it goes on. */
    sealed interface Start {

        /** @param position of the first event that is published, from 1 */
        record Position(long position) implements Start {}

        /** With the first event. */
        record Beginning() implements Start {}

        /** With the next event. */
        record Now() implements Start {}
    }
}
