package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ConnectionId;
import com.mongodb.connection.ServerConnectionState;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerId;
import com.mongodb.connection.ServerType;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ConnectionCheckOutFailedEvent;
import com.mongodb.event.ConnectionCheckOutStartedEvent;
import com.mongodb.event.ConnectionCheckedInEvent;
import com.mongodb.event.ServerHeartbeatFailedEvent;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OperationsUnderWayTest {

    private static final Exception SILENT = new IllegalStateException(new SocketTimeoutException("no answer"));
    private static final Exception REFUSED = new IllegalStateException(new ConnectException("refused"));

    private final ClusterId cluster = new ClusterId();
    private final ServerId one = new ServerId(cluster, new ServerAddress("one"));
    private final ServerId other = new ServerId(cluster, new ServerAddress("other"));
    private final ReadStoreMonitor store =
            new ReadStoreMonitor(PlatformSettings.WhenReadStoreAway.REFUSE, Duration.ofMinutes(1));
    private final OperationsUnderWay operations = new OperationsUnderWay(store);
    private final AtomicLong ids = new AtomicLong();

    @Test
    void whoeverWaitsForASilentServerIsInterruptedAndGoesOnAsIfHeWereNot() throws Exception {
        Waiter waiter = new Waiter(one, Thread.ofVirtual().factory());
        found(one, SILENT);
        assertThat(waiter.wasInterrupted()).isTrue();
        assertThat(waiter.isInterruptedAfterwards()).isFalse();
    }

    @Test
    void whoeverBeganUnnoticedIsInterruptedWhenItIsTriedAgainInVain() throws Exception {
        found(one, SILENT);
        Waiter waiter = new Waiter(one, Thread.ofVirtual().factory());
        Waiter elsewhere = new Waiter(other, Thread.ofVirtual().factory());
        triedInVain(one);
        triedInVain(other);
        assertThat(waiter.wasInterrupted()).isTrue();
        assertThat(elsewhere.wasInterruptedWhenReleased()).isFalse();
    }

    @Test
    void nobodyElseIsInterrupted() throws Exception {
        Waiter elsewhere = new Waiter(other, Thread.ofVirtual().factory());
        Waiter unhurried = new Waiter(one, Thread.ofPlatform().daemon().factory());
        found(one, SILENT);
        assertThat(elsewhere.wasInterruptedWhenReleased()).isFalse();
        assertThat(unhurried.wasInterruptedWhenReleased()).isFalse();
    }

    @Test
    void aServerThatRefusesEndsWhatWaitsForItItself() throws Exception {
        Waiter waiter = new Waiter(one, Thread.ofVirtual().factory());
        found(one, REFUSED);
        assertThat(waiter.wasInterruptedWhenReleased()).isFalse();
    }

    @Test
    void whatIsOverIsLeftAlone() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            long checkedIn = started(one);
            operations.connectionCheckedIn(new ConnectionCheckedInEvent(new ConnectionId(one), checkedIn));
            long failed = started(one);
            operations.connectionCheckOutFailed(
                    new ConnectionCheckOutFailedEvent(one, failed, ConnectionCheckOutFailedEvent.Reason.TIMEOUT, 1));
            found(one, SILENT);
            triedInVain(one);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void nobodyInAHurryWaitsForAPrimaryWhileNoServerAnswers() throws Exception {
        ClusterDescription none = description(List.of());
        assertThat(refuses(none)).as("before there was one").isFalse();
        foundPrimary();
        assertThat(refuses(none)).as("during an election").isFalse();
        found(one, REFUSED);
        assertThat(refuses(none)).as("when it refuses").isFalse();
        found(one, SILENT);
        assertThat(refuses(none)).as("when it is silent").isTrue();
        assertThat(refuses(description(other, REFUSED)))
                .as("when there is one that fits")
                .isFalse();
        assertThat(operations.select(none)).as("in a platform thread").isEmpty();
        foundPrimary();
        assertThat(refuses(none)).as("when it is back").isFalse();
    }

    private boolean refuses(ClusterDescription fit) throws Exception {
        CompletableFuture<Boolean> refused = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                operations.select(fit);
                refused.complete(false);
            } catch (MongoTimeoutException e) {
                refused.complete(true);
            }
        });
        return refused.get(10, TimeUnit.SECONDS);
    }

    private void foundPrimary() {
        changed(description(List.of(ServerDescription.builder()
                .address(one.getAddress())
                .state(ServerConnectionState.CONNECTED)
                .type(ServerType.STANDALONE)
                .ok(true)
                .build())));
    }

    private long started(ServerId server) {
        long id = ids.incrementAndGet();
        operations.connectionCheckOutStarted(new ConnectionCheckOutStartedEvent(server, id));
        return id;
    }

    private void found(ServerId server, Exception failure) {
        changed(description(server, failure));
    }

    /** In the order in which they are told. */
    private void changed(ClusterDescription description) {
        ClusterDescriptionChangedEvent event =
                new ClusterDescriptionChangedEvent(cluster, description, description(List.of()));
        store.clusterDescriptionChanged(event);
        operations.clusterDescriptionChanged(event);
    }

    private static ClusterDescription description(ServerId server, Exception failure) {
        return description(List.of(ServerDescription.builder()
                .address(server.getAddress())
                .state(ServerConnectionState.CONNECTING)
                .exception(failure)
                .build()));
    }

    private static ClusterDescription description(List<ServerDescription> servers) {
        return new ClusterDescription(ClusterConnectionMode.SINGLE, ClusterType.UNKNOWN, servers);
    }

    private void triedInVain(ServerId server) {
        operations.serverHeartbeatFailed(new ServerHeartbeatFailedEvent(new ConnectionId(server), 1, false, SILENT));
    }

    /** An operation in a thread of its own. */
    private final class Waiter {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);
        private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        private final CompletableFuture<Boolean> afterwards = new CompletableFuture<>();

        Waiter(ServerId server, ThreadFactory threads) throws InterruptedException {
            threads.newThread(() -> {
                        long id = started(server);
                        begun.countDown();
                        boolean ended = false;
                        try {
                            answer.await();
                        } catch (InterruptedException e) {
                            ended = true;
                            // As the driver does.
                            Thread.currentThread().interrupt();
                        }
                        operations.connectionCheckedIn(new ConnectionCheckedInEvent(new ConnectionId(server), id));
                        afterwards.complete(Thread.currentThread().isInterrupted());
                        interrupted.complete(ended);
                    })
                    .start();
            begun.await();
        }

        boolean wasInterrupted() throws Exception {
            return interrupted.get(10, TimeUnit.SECONDS);
        }

        boolean wasInterruptedWhenReleased() throws Exception {
            answer.countDown();
            return wasInterrupted();
        }

        boolean isInterruptedAfterwards() throws Exception {
            return afterwards.get(10, TimeUnit.SECONDS);
        }
    }
}
