package org.ocpiplatform.eventstore.axonserver;

import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/** The event store of aggregates and streaming processors whose events are on an Axon Server. */
public final class AxonServerEvents extends AbstractEventStore {

    private final AxonServerEventStorageEngine engine;

    /** Creates a store that reports published events to the monitor and the tracer. */
    public AxonServerEvents(
            AxonServerEventStorageEngine engine,
            MessageMonitor<? super EventMessage<?>> messageMonitor,
            EventBusSpanFactory spanFactory) {
        super(builder(engine, messageMonitor, spanFactory));
        this.engine = engine;
    }

    private static AxonBuilder builder(
            AxonServerEventStorageEngine engine,
            MessageMonitor<? super EventMessage<?>> messageMonitor,
            EventBusSpanFactory spanFactory) {
        AxonBuilder builder = new AxonBuilder();
        builder.storageEngine(engine).messageMonitor(messageMonitor).spanFactory(spanFactory);
        return builder;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return engine.openStream(trackingToken);
    }

    /** Axon's event stores take their parts from a builder, which can't be instantiated as it is. */
    private static final class AxonBuilder extends AbstractEventStore.Builder {}
}
