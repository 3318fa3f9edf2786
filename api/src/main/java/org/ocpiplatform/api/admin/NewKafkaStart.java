package org.ocpiplatform.api.admin;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.kafka.KafkaQuery.Start;

/**
 * From where changes are to be published to Kafka; one of the two.
 *
 * @param position of the first event that is published
 * @param from {@code beginning} or {@code now}
 */
record NewKafkaStart(@Nullable Long position, @Nullable String from) {

    /**
     * What that means.
     *
     * @throws Rejection if it says nothing, or two things
     */
    Start start() {
        if (position != null && from == null) {
            return new Start.Position(position);
        }
        if (position == null && "beginning".equals(from)) {
            return new Start.Beginning();
        }
        if (position == null && "now".equals(from)) {
            return new Start.Now();
        }
        throw Rejection.invalid("either position must be given, or from, which is beginning or now");
    }
}
