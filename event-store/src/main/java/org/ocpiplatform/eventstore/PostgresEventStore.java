package org.ocpiplatform.eventstore;

import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/**
 * The event store of aggregates and, as the default source of Axon's streaming processors, of processors. Its streams
 * hand over recent events from memory and wake their readers when events are committed.
 */
public final class PostgresEventStore extends AbstractEventStore {

    private final PostgresEventStorageEngine engine;

    /** Creates a store whose publishing is neither monitored nor traced. */
    public PostgresEventStore(PostgresEventStorageEngine engine) {
        this(engine, new AxonBuilder());
    }

    /** Creates a store that reports published events to the monitor and the tracer. */
    public PostgresEventStore(
            PostgresEventStorageEngine engine,
            MessageMonitor<? super EventMessage<?>> messageMonitor,
            EventBusSpanFactory spanFactory) {
        this(engine, builder(messageMonitor, spanFactory));
    }

    private PostgresEventStore(PostgresEventStorageEngine engine, AxonBuilder builder) {
        super(builder.storageEngine(engine));
        this.engine = engine;
    }

    private static AxonBuilder builder(
            MessageMonitor<? super EventMessage<?>> messageMonitor, EventBusSpanFactory spanFactory) {
        AxonBuilder builder = new AxonBuilder();
        builder.messageMonitor(messageMonitor).spanFactory(spanFactory);
        return builder;
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier) {
        return engine.readIfShort(aggregateIdentifier)
                .map(events -> DomainEventStream.concat(
                        events, DomainEventStream.of(stagedDomainEventMessages(aggregateIdentifier))))
                .orElseGet(() -> super.readEvents(aggregateIdentifier));
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return engine.openStream(trackingToken);
    }

    /** Axon's event stores take their parts from a builder, which can't be instantiated as it is. */
    private static final class AxonBuilder extends AbstractEventStore.Builder {}
}
