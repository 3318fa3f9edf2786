package org.ocpiplatform.eventstore;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.eventstore.EventTable.StoredRow;

/**
 * Stores events in PostgreSQL. Appends return after their commit and take part in no surrounding transaction; concurrent
 * ones share a commit. Positions are numbered from 1 without gaps in the order of commits, over all nodes that write to
 * the database, so that a reader at some position has missed nothing before it.
 *
 * <p>Two connections are held for as long as the engine is open. They must lead to a server process of their own, not
 * through a pooler that shares one between transactions. One database holds one store.
 */
public final class PostgresEventStorageEngine extends BatchingEventStorageEngine
        implements EventStoreState, AutoCloseable {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int VALIDATION_SECONDS = 2;
    /** Most streams are, and none of them has a snapshot. */
    private static final int SHORT_EVENTS = 32;

    private final DataSource dataSource;
    private final EventStoreSettings settings;
    private final Sealing sealing;
    private final EventTable table;
    private final StreamNames names;
    private final StreamHeads heads;
    private final CommitLog log;
    private final GroupWriter writer;
    private final HeadListener listener;

    private volatile AppendMonitor monitor = AppendMonitor.NONE;
    private final List<Runnable> forgetful = new CopyOnWriteArrayList<>();

    private PostgresEventStorageEngine(
            AxonBuilder builder, DataSource dataSource, EventStoreSettings settings, Sealing sealing) {
        super(builder);
        this.dataSource = dataSource;
        this.settings = settings;
        this.sealing = sealing;
        this.table = new EventTable(dataSource);
        this.names = new StreamNames(sealing, id -> table.lastSequenceNumber(id).isPresent());
        this.heads = new StreamHeads(table);
        this.log = new CommitLog(settings.ringEvents(), settings.ringBytes());
        this.writer = new GroupWriter(dataSource, settings, log);
        this.listener = new HeadListener(dataSource, settings, log, writer::writesAs, this::forget);
    }

    /**
     * Creates the tables if they are missing and opens an engine on them. A database whose events are stored elsewhere
     * is refused.
     *
     * @param dataSource leads to the database; its timeout for getting a connection bounds how long appends and reads
     *     wait for a database that is down
     * @param eventSerializer turns payloads and metadata into JSON
     * @param snapshotSerializer does so for snapshots
     * @param upcasterChain brings events of older revisions up to date when they are read
     * @param snapshotFilter tells which snapshots can be used
     * @param sealing what is between events as they are told and as they are stored
     */
    public static PostgresEventStorageEngine open(
            DataSource dataSource,
            Serializer eventSerializer,
            Serializer snapshotSerializer,
            EventUpcaster upcasterChain,
            SnapshotFilter snapshotFilter,
            EventStoreSettings settings,
            Sealing sealing) {
        EventStoreSchema.create(dataSource);
        EventLedger.refuse(dataSource);
        AxonBuilder builder = new AxonBuilder();
        builder.batchSize(settings.pageSize())
                .eventSerializer(eventSerializer)
                .snapshotSerializer(snapshotSerializer)
                .upcasterChain(upcasterChain)
                .snapshotFilter(snapshotFilter)
                .persistenceExceptionResolver(PostgresEventStorageEngine::isUniqueViolation);
        PostgresEventStorageEngine engine = new PostgresEventStorageEngine(builder, dataSource, settings, sealing);
        engine.log.advanceTo(engine.queryHeadPosition());
        engine.writer.start();
        engine.listener.start();
        return engine;
    }

    /** Stores what was handed over so far, and ends. */
    @Override
    public void close() {
        writer.close();
        listener.close();
    }

    /** Returns the last committed position this node knows of, or 0 if there is none. */
    @Override
    public long headPosition() {
        return log.head();
    }

    @Override
    public long latestPosition() {
        return headPosition();
    }

    /** Asks the database for the last committed position; 0 if there is none. */
    public long queryHeadPosition() {
        return table.lastPosition().orElse(0);
    }

    @Override
    public boolean isHealthy() {
        if (!writer.isAlive() || listener.isAway()) {
            return false;
        }
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(VALIDATION_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void monitor(AppendMonitor appends) {
        monitor = appends;
        writer.monitor(appends);
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
        log.forget();
        forgetful.forEach(Runnable::run);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        requireReachable();
        long forgotten = log.forgotten();
        List<ChainedRow> rows = heads.chain(events.stream()
                .map(event -> EventRow.of(event, serializer, sealing, names))
                .toList());
        requireContinued(rows, events);
        long start = System.nanoTime();
        boolean stored = false;
        try {
            writer.append(newEvents(rows, events, serializer, forgotten));
            stored = true;
            heads.stored(rows);
        } catch (SQLException e) {
            if (isUniqueViolation(e)) {
                handlePersistenceException(e, events.getFirst());
            }
            throw new EventStoreException("The database refused the events", e);
        } finally {
            monitor.appended(Duration.ofNanos(System.nanoTime() - start), stored);
        }
    }

    /** Whoever asks while the database is known to be away need not wait for a connection to find that out. */
    private void requireReachable() {
        if (listener.isAway()) {
            throw new EventStoreException("The event store cannot be reached, so events are not stored");
        }
    }

    /**
     * Whoever loaded an aggregate whose key was deleted since would go on with another one's stream, which has not come
     * as far or does not exist.
     */
    private static void requireContinued(List<ChainedRow> rows, List<? extends EventMessage<?>> events) {
        for (int i = 0; i < rows.size(); i++) {
            EventRow row = rows.get(i).row();
            if (row.sequenceNumber() > 0
                    && events.get(i) instanceof DomainEventMessage<?> event
                    && !event.getAggregateIdentifier().equals(row.aggregateId())
                    && Arrays.equals(rows.get(i).previousHash(), EventHash.none())) {
                throw new ConcurrencyException("the aggregate of " + row.aggregateId() + " was erased meanwhile");
            }
        }
    }

    private static List<NewEvent> newEvents(
            List<ChainedRow> rows, List<? extends EventMessage<?>> events, Serializer serializer, long forgotten) {
        List<NewEvent> newEvents = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            newEvents.add(NewEvent.of(rows.get(i), events.get(i), serializer, forgotten));
        }
        return newEvents;
    }

    private static boolean isUniqueViolation(Exception e) {
        return e instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }

    /**
     * Stores a snapshot, unless a key was deleted since its events were read: what they said of somebody would come back
     * under another key.
     */
    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        String aggregateId = snapshot.getAggregateIdentifier();
        Optional<String> name = names.stored(aggregateId);
        if (name.isEmpty()
                || !name.get().equals(aggregateId)
                        && table.hashOf(name.get(), snapshot.getSequenceNumber())
                                .isEmpty()) {
            return;
        }
        byte[] state = snapshot.serializePayload(serializer, byte[].class).getData();
        sealing.sealAgain(state, madeOf(name.get(), snapshot.getSequenceNumber()))
                .map(payload -> EventRow.ofSnapshot(snapshot, serializer, name.get(), payload))
                .ifPresent(table::storeSnapshot);
    }

    /** The snapshot before and the events since, as they are stored. */
    private List<byte[]> madeOf(String name, long lastSequenceNumber) {
        List<byte[]> payloads = new ArrayList<>();
        long next = 0;
        for (EventRow before : table.snapshotOf(name)) {
            payloads.add(before.payload());
            next = before.sequenceNumber() + 1;
        }
        while (next <= lastSequenceNumber) {
            List<ChainedRow> page = table.ofAggregate(name, next, settings.pageSize());
            if (page.isEmpty()) {
                break;
            }
            page.forEach(row -> payloads.add(row.row().payload()));
            next = page.getLast().row().sequenceNumber() + 1;
        }
        return payloads;
    }

    /** Reads it to its end here, where a failure leads to the events in its place and not to whoever needs the aggregate. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        Optional<DomainEventMessage<?>> snapshot = super.readSnapshot(aggregateIdentifier);
        snapshot.ifPresent(DomainEventMessage::getMetaData);
        return snapshot.filter(read -> !(read.getPayload() instanceof UnknownSerializedType));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        requireReachable();
        return names.stored(aggregateIdentifier).stream()
                .flatMap(name -> table.snapshotOf(name).stream())
                .map(row -> row.opened(sealing));
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        requireReachable();
        Optional<String> name = names.stored(aggregateIdentifier);
        if (name.isEmpty()) {
            return List.of();
        }
        List<ChainedRow> rows = table.ofAggregate(name.get(), firstSequenceNumber, batchSize);
        if (!rows.isEmpty()) {
            // Whoever loads an aggregate is likely to append to it.
            heads.stored(name.get(), rows.getLast().head());
        }
        sealing.expect(rows.stream().map(row -> row.row().payload()).toList());
        return rows.stream().map(row -> row.row().opened(sealing)).toList();
    }

    /** All events of a stream, if there are so few that looking for a snapshot first would cost more than it saves. */
    Optional<DomainEventStream> readIfShort(String aggregateIdentifier) {
        List<? extends DomainEventData<?>> events = fetchDomainEvents(aggregateIdentifier, 0, SHORT_EVENTS);
        return events.size() < SHORT_EVENTS
                ? Optional.of(EventStreamUtils.upcastAndDeserializeDomainEvents(
                        events.stream(), getEventSerializer(), upcasterChain))
                : Optional.empty();
    }

    @Override
    protected List<TrackedDomainEventData<byte[]>> fetchTrackedEvents(
            @Nullable TrackingToken lastToken, int batchSize) {
        return eventsAfter(positionOf(lastToken), batchSize);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        requireReachable();
        return names.stored(aggregateIdentifier).flatMap(name -> {
            OptionalLong last = table.lastSequenceNumber(name);
            return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
        });
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return tokenBefore(table.firstPosition());
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        requireReachable();
        OptionalLong last = table.lastPosition();
        return last.isPresent() ? new GlobalSequenceTrackingToken(last.getAsLong()) : null;
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        TrackingToken token = tokenBefore(table.firstPositionSince(dateTime));
        return token != null ? token : createHeadToken();
    }

    private static @Nullable TrackingToken tokenBefore(OptionalLong position) {
        return position.isPresent() ? new GlobalSequenceTrackingToken(position.getAsLong() - 1) : null;
    }

    /** Opens a stream of the events after a token that learns of new events as they are committed. */
    TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new CommittedEventStream(this, log, settings.pageSize(), positionOf(token));
    }

    List<TrackedDomainEventData<byte[]>> eventsAfter(long position, int limit) {
        List<StoredRow> rows = table.after(position, limit);
        List<byte[]> sealed = new ArrayList<>(2 * rows.size());
        for (StoredRow stored : rows) {
            sealed.add(stored.row().payload());
            sealed.add(stored.row().aggregateId().getBytes(StandardCharsets.UTF_8));
        }
        sealing.expect(sealed);
        return rows.stream()
                .map(stored -> new TrackedDomainEventData<>(
                        new GlobalSequenceTrackingToken(stored.position()),
                        stored.row().opened(sealing)))
                .toList();
    }

    List<TrackedEventMessage<?>> upcast(List<TrackedDomainEventData<byte[]>> events) {
        return EventUtils.upcastAndDeserializeTrackedEvents(events.stream(), getEventSerializer(), upcasterChain)
                .toList();
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> 0;
            case GlobalSequenceTrackingToken global -> global.getGlobalIndex();
            default -> throw new IllegalArgumentException("Not a token of this store: " + token);
        };
    }

    /** Axon's engines take their parts from a builder, which can't be instantiated as it is. */
    private static final class AxonBuilder extends BatchingEventStorageEngine.Builder {}
}
