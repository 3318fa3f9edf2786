package org.ocpiplatform.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Stores events in PostgreSQL. Appends return after their commit and take part in no surrounding transaction; concurrent
 * ones share a commit. Positions are numbered from 1 without gaps in the order of commits, over all nodes that write to
 * the database, so that a reader at some position has missed nothing before it.
 *
 * <p>Two connections are held for as long as the engine is open. They must lead to a server process of their own, not
 * through a pooler that shares one between transactions. One database holds one store.
 */
public final class PostgresEventStorageEngine extends BatchingEventStorageEngine implements AutoCloseable {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int VALIDATION_SECONDS = 2;

    private final DataSource dataSource;
    private final EventStoreSettings settings;
    private final EventTable table;
    private final CommitLog log;
    private final GroupWriter writer;
    private final HeadListener listener;

    private PostgresEventStorageEngine(AxonBuilder builder, DataSource dataSource, EventStoreSettings settings) {
        super(builder);
        this.dataSource = dataSource;
        this.settings = settings;
        this.table = new EventTable(dataSource);
        this.log = new CommitLog(settings.ringEvents(), settings.ringBytes());
        this.writer = new GroupWriter(dataSource, settings, log);
        this.listener = new HeadListener(dataSource, settings, log, writer::writesAs);
    }

    /**
     * Creates the tables if they are missing and opens an engine on them.
     *
     * @param dataSource leads to the database; its timeout for getting a connection bounds how long appends and reads
     *     wait for a database that is down
     * @param eventSerializer turns payloads and metadata into JSON
     * @param snapshotSerializer does so for snapshots
     * @param upcasterChain brings events of older revisions up to date when they are read
     * @param snapshotFilter tells which snapshots can be used
     */
    public static PostgresEventStorageEngine open(
            DataSource dataSource,
            Serializer eventSerializer,
            Serializer snapshotSerializer,
            EventUpcaster upcasterChain,
            SnapshotFilter snapshotFilter,
            EventStoreSettings settings) {
        EventStoreSchema.create(dataSource);
        AxonBuilder builder = new AxonBuilder();
        builder.batchSize(settings.pageSize())
                .eventSerializer(eventSerializer)
                .snapshotSerializer(snapshotSerializer)
                .upcasterChain(upcasterChain)
                .snapshotFilter(snapshotFilter)
                .persistenceExceptionResolver(PostgresEventStorageEngine::isUniqueViolation);
        PostgresEventStorageEngine engine = new PostgresEventStorageEngine(builder, dataSource, settings);
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
    public long headPosition() {
        return log.head();
    }

    /** Asks the database for the last committed position; 0 if there is none. */
    public long queryHeadPosition() {
        return table.lastPosition().orElse(0);
    }

    /** Tells whether the database answers and events can be appended. */
    public boolean isHealthy() {
        if (!writer.isAlive()) {
            return false;
        }
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(VALIDATION_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        List<NewEvent> rows =
                events.stream().map(event -> NewEvent.of(event, serializer)).toList();
        try {
            writer.append(rows);
        } catch (SQLException e) {
            if (isUniqueViolation(e)) {
                handlePersistenceException(e, events.getFirst());
            }
            throw new EventStoreException("The database refused the events", e);
        }
    }

    private static boolean isUniqueViolation(Exception e) {
        return e instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        table.storeSnapshot(EventRow.of(snapshot, serializer));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return table.snapshotOf(aggregateIdentifier).stream();
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        return table.ofAggregate(aggregateIdentifier, firstSequenceNumber, batchSize);
    }

    @Override
    protected List<TrackedDomainEventData<byte[]>> fetchTrackedEvents(
            @Nullable TrackingToken lastToken, int batchSize) {
        return table.after(positionOf(lastToken), batchSize);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        OptionalLong last = table.lastSequenceNumber(aggregateIdentifier);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return tokenBefore(table.firstPosition());
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
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
        return table.after(position, limit);
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
