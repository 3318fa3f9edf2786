package org.ocpiplatform.read.projection;

import java.time.Duration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;

/** How nodes hold on to the segments of processors. */
public final class Claims {

    /** How long after its last sign of life a node's segments may be claimed by another. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private Claims() {}

    /** Has a processor notice within seconds that another node is gone; who is alone need not look. */
    static PooledStreamingEventProcessor.Builder of(
            PooledStreamingEventProcessor.Builder processor, ReadSettings settings) {
        return settings.alone()
                ? processor
                : processor
                        .tokenClaimInterval(SIGN_OF_LIFE.toMillis())
                        .claimExtensionThreshold(SIGN_OF_LIFE.toMillis())
                        .enableCoordinatorClaimExtension();
    }
}
