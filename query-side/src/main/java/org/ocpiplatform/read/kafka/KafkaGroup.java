package org.ocpiplatform.read.kafka;

/** The processing group that publishes to Kafka. */
public final class KafkaGroup {

    /** Name of the group and of its processor. */
    public static final String PROCESSOR = "kafka";

    /** Events whose changes are acknowledged together. */
    public static final int BATCH = 500;

    private KafkaGroup() {}
}
