package org.ocpiplatform.app;

import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.ocpiplatform.contract.tracing.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Follows a request through commands, events and what is made of them (docs/adr/0032). A command has a span, the append
 * of its events has one, and each handling of an event by a projection or an automation has one. Axon would make some
 * twenty more for a request, with ids of aggregates among their attributes.
 */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean
    Traces traces(ObjectProvider<Tracer> tracer) {
        Tracer configured = tracer.getIfAvailable();
        return configured == null ? Traces.NONE : new MicrometerTraces(configured);
    }

    /** Only with somebody to send traces to, as without there is no tracer either. */
    @Bean
    @Conditional(TracingConfigured.class)
    CommandBusSpanFactory commandSpans(Tracer tracer) {
        return new CommandSpans(new MicrometerTraces(tracer));
    }

    @Bean
    @Conditional(TracingConfigured.class)
    EventBusSpanFactory eventSpans(Tracer tracer) {
        return new EventSpans(new MicrometerTraces(tracer));
    }

    @Autowired
    void configure(EventProcessingConfigurer processing, ObjectProvider<Tracer> tracer, ObjectProvider<Clock> clock) {
        processing.registerDefaultHandlerInterceptor((configuration, processor) -> {
            Tracer configured = tracer.getIfAvailable();
            return configured == null
                    ? EventHandling.logged()
                    : EventHandling.traced(processor, new MicrometerTraces(configured), clock.getObject());
        });
    }
}
