package org.ocpiplatform.app;

import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.tracing.Traces;
import org.slf4j.MDC;

/** What surrounds the handling of an event: the id by which it is followed in logs, and its trace. */
final class EventHandling {

    /** What is handled later than that after it happened has a trace of its own, such as all of a rebuild. */
    private static final Duration SAME_TRACE = Duration.ofMinutes(2);

    private EventHandling() {}

    /** Puts the correlation id beside what is logged. */
    static MessageHandlerInterceptor<EventMessage<?>> logged() {
        return (work, chain) -> logged(work.getMessage(), chain);
    }

    /** Leaves a trace as well, if the event belongs to one. */
    static MessageHandlerInterceptor<EventMessage<?>> traced(String processor, MicrometerTraces traces, Clock clock) {
        return (work, chain) -> {
            EventMessage<?> event = work.getMessage();
            return event.getMetaData().get(Traces.CONTEXT) instanceof String context
                    ? traced(event, context, processor, traces, clock, chain)
                    : logged(event, chain);
        };
    }

    private static @Nullable Object traced(
            EventMessage<?> event,
            String context,
            String processor,
            MicrometerTraces traces,
            Clock clock,
            InterceptorChain chain)
            throws Exception {
        String name = "handle " + event.getPayloadType().getSimpleName();
        boolean recent = event.getTimestamp().isAfter(clock.instant().minus(SAME_TRACE));
        try (Traces.Span span = recent
                ? traces.begin(name, Traces.Kind.CONSUMER, context)
                : traces.beginLinked(name, Traces.Kind.CONSUMER, context)) {
            span.tag("ocpi.processor", processor);
            if (event.getMetaData().get(MessageOrigin.CORRELATION_ID) instanceof String correlation) {
                span.tag(Traces.CORRELATION_ID, correlation);
            }
            try {
                return logged(event, chain);
            } catch (Exception e) {
                span.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }

    private static @Nullable Object logged(EventMessage<?> event, InterceptorChain chain) throws Exception {
        if (!(event.getMetaData().get(MessageOrigin.CORRELATION_ID) instanceof String correlation)) {
            return chain.proceed();
        }
        try (MDC.MDCCloseable id = MDC.putCloseable(MessageOrigin.CORRELATION_ID, correlation)) {
            return chain.proceed();
        }
    }
}
