package org.ocpiplatform.eventstore.axonserver;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.eventstore.AppendMonitor;
import org.ocpiplatform.eventstore.EventLedger;
import org.ocpiplatform.eventstore.EventLedger.PlacedRow;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.EventRow;
import org.ocpiplatform.eventstore.EventStoreState;
import org.ocpiplatform.eventstore.ForgetNotices;
import org.ocpiplatform.eventstore.Sealing;
import org.ocpiplatform.eventstore.StreamNames;

/**
 * Stores events on an Axon Server, in the same form and sealed in the same way as in PostgreSQL. Appends return when the
 * server has stored them. Positions are the server's indexes plus one.
 *
 * <p>A database beside it holds what is kept beside events: the ledger of their hashes, and the keys that they are
 * sealed under.
 */
public final class AxonServerEventStorageEngine extends AbstractEventStorageEngine
        implements EventStoreState, AutoCloseable {

    private static final int VALIDATION_SECONDS = 2;

    private final EventServer server;
    private final DataSource dataSource;
    private final Sealing sealing;
    private final StreamNames names;
    private final EventLedger ledger;
    private final List<Runnable> forgetful = new CopyOnWriteArrayList<>();
    private final ForgetNotices notices;
    private volatile AppendMonitor monitor = AppendMonitor.NONE;
    private volatile long known;

    private AxonServerEventStorageEngine(
            AxonBuilder builder, EventServer server, DataSource dataSource, EventLedger ledger, Sealing sealing) {
        super(builder);
        this.server = server;
        this.dataSource = dataSource;
        this.sealing = sealing;
        this.ledger = ledger;
        this.names =
                new StreamNames(sealing, name -> server.lastSequenceNumber(name).isPresent());
        this.notices = ForgetNotices.listen(dataSource, this::forget);
    }

    /**
     * Opens an engine; the server need not be there yet.
     *
     * @param channel leads to the server
     * @param dataSource leads to the database beside it
     * @param serializer turns payloads and metadata into JSON
     * @param upcasterChain brings events of older revisions up to date when they are read
     * @param sealing what is between events as they are told and as they are stored
     */
    public static AxonServerEventStorageEngine open(
            Supplier<EventChannel> channel,
            DataSource dataSource,
            Serializer serializer,
            EventUpcaster upcasterChain,
            Sealing sealing) {
        EventServer server = new EventServer(channel);
        EventLedger ledger = EventLedger.open(dataSource, server);
        AxonBuilder builder = new AxonBuilder();
        builder.eventSerializer(serializer).snapshotSerializer(serializer).upcasterChain(upcasterChain);
        return new AxonServerEventStorageEngine(builder, server, dataSource, ledger, sealing);
    }

    /** Events as the server has them. */
    public EventLog log() {
        return new AxonServerEventLog(server, ledger, names, sealing);
    }

    @Override
    public void close() {
        notices.close();
    }

    @Override
    public long headPosition() {
        return known;
    }

    /** Enters what is new into the ledger, which alone remembers how far the server has come. */
    @Override
    public long latestPosition() {
        long latest = ledger.extend();
        known = latest;
        return latest;
    }

    @Override
    public void monitor(AppendMonitor appends) {
        monitor = appends;
    }

    @Override
    public boolean isHealthy() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(VALIDATION_SECONDS) && server.isHealthy();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void onForget(Runnable listener) {
        forgetful.add(listener);
    }

    @Override
    public void forget() {
        // The key first: what is sealed, or read, from now on no longer uses it.
        sealing.forget();
        names.forget();
        forgetful.forEach(Runnable::run);
    }

    /**
     * The server takes an event only behind the one before it in its stream: so whoever loaded an aggregate whose key was
     * deleted since, and would go on with another one's stream, has lost a race.
     */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        boolean stored = false;
        try {
            server.append(events.stream()
                    .map(event -> EventRow.of(event, serializer, sealing, names))
                    .toList());
            stored = true;
        } finally {
            monitor.appended(Duration.ofNanos(System.nanoTime() - start), stored);
        }
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        EventRow row = EventRow.of(snapshot, serializer, sealing, names);
        OptionalLong last = server.lastSequenceNumber(row.aggregateId());
        boolean sameStream = row.aggregateId().equals(snapshot.getAggregateIdentifier())
                || (last.isPresent() && last.getAsLong() >= row.sequenceNumber());
        if (sameStream) {
            server.storeSnapshot(row);
        }
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return names.stored(aggregateIdentifier).stream()
                .flatMap(name -> server.snapshotOf(name).stream())
                .map(row -> row.opened(sealing));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String aggregateIdentifier, long firstSequenceNumber) {
        Optional<String> name = names.stored(aggregateIdentifier);
        if (name.isEmpty()) {
            return Stream.empty();
        }
        List<EventRow> rows = server.ofAggregate(name.get(), firstSequenceNumber, Integer.MAX_VALUE);
        sealing.expect(rows.stream().map(EventRow::payload).toList());
        return rows.stream().map(row -> row.opened(sealing));
    }

    /** Those that are stored now; nobody waits here for others. */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        long position = positionOf(token);
        long head = server.head();
        if (head <= position) {
            return Stream.empty();
        }
        EventStream events = server.stream(position);
        return LongStream.rangeClosed(position + 1, head)
                .mapToObj(expected -> opened(EventServer.placed(next(events))))
                .onClose(events::close);
    }

    private static EventWithToken next(EventStream events) {
        try {
            EventWithToken event = events.next();
            if (event == null) {
                throw new EventStoreException(
                        "Axon Server does not tell its events",
                        events.getError().orElse(null));
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventStoreException("The events are not awaited any more", e);
        }
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return names.stored(aggregateIdentifier).flatMap(name -> {
            OptionalLong last = server.lastSequenceNumber(name);
            return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
        });
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return token(server.tail());
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return token(server.head());
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        return token(server.before(dateTime));
    }

    private static @Nullable TrackingToken token(long position) {
        return position == 0 ? null : new GlobalSequenceTrackingToken(position);
    }

    /** Opens a stream of the events after a token that learns of new events as they are stored. */
    TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new ServerEventStream(this, server, positionOf(token));
    }

    /** Makes ready to read events. */
    void expect(List<PlacedRow> rows) {
        List<byte[]> sealed = new ArrayList<>(2 * rows.size());
        for (PlacedRow placed : rows) {
            sealed.add(placed.row().payload());
            sealed.add(placed.row().aggregateId().getBytes(StandardCharsets.UTF_8));
        }
        sealing.expect(sealed);
    }

    /** Events as they are told. */
    List<TrackedEventMessage<?>> read(List<PlacedRow> rows) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        rows.stream().map(this::opened), getEventSerializer(), upcasterChain)
                .toList();
    }

    private TrackedDomainEventData<byte[]> opened(PlacedRow placed) {
        return new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(placed.position()), placed.row().opened(sealing));
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> 0;
            case GlobalSequenceTrackingToken global -> global.getGlobalIndex();
            default -> throw new IllegalArgumentException("Not a token of this store: " + token);
        };
    }

    /** Axon's engines take their parts from a builder, which can't be instantiated as it is. */
    private static final class AxonBuilder extends AbstractEventStorageEngine.Builder {}
}
