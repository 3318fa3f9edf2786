package org.ocpiplatform.app;

import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * What the driver's own monitor, which asks every server once a second, last found: whether there is a primary. Until it
 * has found the first one the store is not taken for away; who asks it then waits for it.
 */
final class ReadStoreMonitor implements ReadStoreWatch, ClusterListener, ApplicationListener<ContextClosedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ReadStoreMonitor.class);

    private final WhenAway whenAway;
    private volatile @Nullable String outage;
    private boolean seen;
    private boolean closed;
    private long awaySince;

    ReadStoreMonitor(PlatformSettings.WhenReadStoreAway whenAway, Duration trusted) {
        this.whenAway = new WhenAway(whenAway == PlatformSettings.WhenReadStoreAway.ACCEPT, trusted);
    }

    @Override
    public @Nullable String outage() {
        return outage;
    }

    @Override
    public WhenAway whenAway() {
        return whenAway;
    }

    @Override
    public synchronized void awaitBack() throws InterruptedException {
        while (outage != null && !closed) {
            wait();
        }
    }

    @Override
    public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
        found(event.getNewDescription());
    }

    @Override
    public synchronized void onApplicationEvent(ContextClosedEvent event) {
        closed = true;
        notifyAll();
    }

    private synchronized void found(ClusterDescription cluster) {
        if (cluster.hasWritableServer()) {
            seen = true;
            if (outage != null) {
                outage = null;
                LOG.info("The read store can be reached again, after {} s", secondsAway());
                notifyAll();
            }
        } else if (seen && !closed) {
            if (outage == null) {
                awaySince = System.nanoTime();
                outage = reason(cluster);
                LOG.warn(
                        "The read store cannot be reached; writes are {} until it can: {}",
                        whenAway.accepts() ? "accepted without being shown" : "refused",
                        outage);
            } else {
                outage = reason(cluster);
            }
        }
    }

    private long secondsAway() {
        return Duration.ofNanos(System.nanoTime() - awaySince).toSeconds();
    }

    /** Servers with what is wrong with them; a driver's exception names no credentials. */
    private static String reason(ClusterDescription cluster) {
        return "there is no primary among "
                + cluster.getServerDescriptions().stream()
                        .map(ReadStoreMonitor::reason)
                        .sorted()
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String reason(ServerDescription server) {
        Throwable failure = server.getException();
        while (failure != null && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return server.getAddress() + " (" + (failure == null ? server.getType() : failure) + ")";
    }
}
