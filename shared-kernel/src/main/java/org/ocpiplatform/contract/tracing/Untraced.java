package org.ocpiplatform.contract.tracing;

import org.jspecify.annotations.Nullable;

/** The span of what leaves no trace. */
enum Untraced implements Traces.Span {
    SPAN;

    @Override
    public Traces.Span tag(String key, String value) {
        return this;
    }

    @Override
    public void failed(String why) {}

    @Override
    public @Nullable String context() {
        return null;
    }

    @Override
    public void close() {}
}
