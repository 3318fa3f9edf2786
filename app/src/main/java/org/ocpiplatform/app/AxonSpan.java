package org.ocpiplatform.app;

import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.tracing.Span;
import org.axonframework.tracing.SpanScope;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.tracing.Traces;

/** A span of ours as Axon uses it: it begins when it is started, and becomes current at once. */
final class AxonSpan implements Span {

    private final Supplier<Traces.Span> beginning;
    private Traces.@Nullable Span begun;

    AxonSpan(Supplier<Traces.Span> beginning) {
        this.beginning = beginning;
    }

    @Override
    public Span start() {
        begun = beginning.get();
        return this;
    }

    @Override
    public SpanScope makeCurrent() {
        return () -> {};
    }

    @Override
    public void end() {
        Objects.requireNonNull(begun, "started before").close();
    }

    @Override
    public Span recordException(Throwable failure) {
        Objects.requireNonNull(begun, "started before")
                .failed(failure.getClass().getSimpleName());
        return this;
    }

    /** Axon's own attributes are left out: some hold identifiers of aggregates. */
    @Override
    public Span addAttribute(String key, String value) {
        return this;
    }
}
