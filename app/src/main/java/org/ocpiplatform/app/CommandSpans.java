package org.ocpiplatform.app;

import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.Span;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.tracing.Traces;

/** A span for each command that is handled, by the name of its class. Commands are handled where they are sent. */
record CommandSpans(MicrometerTraces traces) implements CommandBusSpanFactory {

    @Override
    public Span createDispatchCommandSpan(CommandMessage<?> command, boolean distributed) {
        return NoOpSpanFactory.NoOpSpan.INSTANCE;
    }

    @Override
    public Span createHandleCommandSpan(CommandMessage<?> command, boolean distributed) {
        return new AxonSpan(() -> {
            Traces.Span span =
                    traces.begin("command " + command.getPayloadType().getSimpleName(), Traces.Kind.INTERNAL, null);
            Object correlation = command.getMetaData().get(MessageOrigin.CORRELATION_ID);
            return correlation == null ? span : span.tag(Traces.CORRELATION_ID, correlation.toString());
        });
    }

    @Override
    public <T> CommandMessage<T> propagateContext(CommandMessage<T> command) {
        return command;
    }
}
