package org.ocpiplatform.app;

import java.util.Map;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.Span;
import org.ocpiplatform.contract.tracing.Traces;

/** A span for each append, and the trace context in the metadata of events, for those who handle them. */
record EventSpans(MicrometerTraces traces) implements EventBusSpanFactory {

    @Override
    public Span createPublishEventSpan(EventMessage<?> event) {
        return NoOpSpanFactory.NoOpSpan.INSTANCE;
    }

    @Override
    public Span createCommitEventsSpan() {
        return new AxonSpan(() -> traces.begin("append events", Traces.Kind.INTERNAL, null));
    }

    @Override
    public <T> EventMessage<T> propagateContext(EventMessage<T> event) {
        String current = traces.current();
        return current == null ? event : event.andMetaData(Map.of(Traces.CONTEXT, current));
    }
}
