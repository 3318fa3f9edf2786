package org.ocpiplatform.app;

import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import com.mongodb.event.ConnectionCheckOutFailedEvent;
import com.mongodb.event.ConnectionCheckOutStartedEvent;
import com.mongodb.event.ConnectionCheckedInEvent;
import com.mongodb.event.ConnectionPoolListener;
import com.mongodb.event.ServerHeartbeatFailedEvent;
import com.mongodb.event.ServerMonitorListener;
import com.mongodb.selector.ServerSelector;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the operations that wait for a server of the read store as soon as the driver's monitor has waited for it in vain.
 * The driver closes no connection that is in use, so each of them would wait until its own time is over, and with it
 * whoever waits for the same answer, although nothing new is asked of that server any more. An operation that
 * is repeated, or only begins, does not wait for a primary then, either.
 *
 * <p>An interrupt closes the socket that a virtual thread reads from, and the operation ends as one that failed. Reading
 * from a socket in a platform thread cannot be interrupted; nobody waits for what runs in those.
 */
final class OperationsUnderWay
        implements ClusterListener, ConnectionPoolListener, ServerMonitorListener, ServerSelector {

    private static final Logger LOG = LoggerFactory.getLogger(OperationsUnderWay.class);

    private final Map<Long, Operation> operations = new ConcurrentHashMap<>();
    private final ReadStoreWatch store;
    private volatile Set<ServerAddress> silent = Set.of();

    OperationsUnderWay(ReadStoreWatch store) {
        this.store = store;
    }

    /** The driver tells of a connection in the thread that uses it. */
    private static final class Operation {

        private final ServerAddress server;
        private final Thread thread = Thread.currentThread();
        private boolean interrupted;
        private boolean over;

        Operation(ServerAddress server) {
            this.server = server;
        }

        synchronized boolean interrupt() {
            if (over || interrupted || !thread.isVirtual()) {
                return false;
            }
            interrupted = true;
            thread.interrupt();
            return true;
        }

        /** What the thread does next is no longer meant. */
        synchronized void end() {
            over = true;
            if (interrupted && Thread.currentThread().equals(thread)) {
                Thread.interrupted();
            }
        }
    }

    @Override
    public void connectionCheckOutStarted(ConnectionCheckOutStartedEvent event) {
        operations.put(event.getOperationId(), new Operation(event.getServerId().getAddress()));
    }

    @Override
    public void connectionCheckOutFailed(ConnectionCheckOutFailedEvent event) {
        ended(event.getOperationId());
    }

    @Override
    public void connectionCheckedIn(ConnectionCheckedInEvent event) {
        ended(event.getOperationId());
    }

    private void ended(long id) {
        @Nullable Operation operation = operations.remove(id);
        if (operation != null) {
            operation.end();
        }
    }

    /** To be told after whoever refuses what would begin now: operations that end have others begin at once. */
    @Override
    public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
        silent = event.getNewDescription().getServerDescriptions().stream()
                .filter(server -> isSilence(server.getException()))
                .map(ServerDescription::getAddress)
                .collect(Collectors.toUnmodifiableSet());
        silent.forEach(this::end);
    }

    /** With every further attempt: an operation may have chosen its server before it was known, and begun after that. */
    @Override
    public void serverHeartbeatFailed(ServerHeartbeatFailedEvent event) {
        ServerAddress server = event.getConnectionId().getServerId().getAddress();
        if (silent.contains(server)) {
            end(server);
        }
    }

    /**
     * Chooses nothing, but is asked by the driver, again and again, in the thread of an operation that waits for a server.
     *
     * @throws MongoTimeoutException if it waits for one that is known not to answer
     */
    @Override
    public List<ServerDescription> select(ClusterDescription fit) {
        List<ServerDescription> servers = fit.getServerDescriptions();
        if (servers.isEmpty()
                && !silent.isEmpty()
                && store.isAway()
                && Thread.currentThread().isVirtual()) {
            throw new MongoTimeoutException("there is no primary, and no answer from " + silent);
        }
        return servers;
    }

    private void end(ServerAddress server) {
        long ended = operations.values().stream()
                .filter(operation -> operation.server.equals(server) && operation.interrupt())
                .count();
        if (ended > 0) {
            LOG.info("{} does not answer; {} operations that waited for it are ended", server, ended);
        }
    }

    /** A connection that was closed or refused ends what waits for it without our help. */
    private static boolean isSilence(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
