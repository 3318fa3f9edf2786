package org.ocpiplatform.app;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.tracing.Traces;

/** Traces by way of Micrometer, with contexts in the form of W3C's traceparent. */
record MicrometerTraces(Tracer tracer) implements Traces {

    private static final Pattern CONTEXT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    @Override
    public Span begin(String name, Kind kind, @Nullable String parent) {
        io.micrometer.tracing.Span.Builder span = builder(name, kind);
        TraceContext given = read(parent);
        TraceContext current = tracer.currentTraceContext().context();
        if (given != null) {
            span.setParent(given);
        } else if (current != null) {
            span.setParent(current);
        } else {
            span.setNoParent();
        }
        return begin(span);
    }

    /** Begins a span in a trace of its own that points at the one that led to it, which is over for long. */
    Span beginLinked(String name, Kind kind, String cause) {
        io.micrometer.tracing.Span.Builder span = builder(name, kind).setNoParent();
        TraceContext linked = read(cause);
        if (linked != null) {
            span.addLink(new Link(linked));
        }
        return begin(span);
    }

    /** The thread's current context; null if there is none. */
    @Nullable
    String current() {
        TraceContext current = tracer.currentTraceContext().context();
        return current == null ? null : written(current);
    }

    private io.micrometer.tracing.Span.Builder builder(String name, Kind kind) {
        io.micrometer.tracing.Span.Builder span = tracer.spanBuilder().name(name);
        return switch (kind) {
            case INTERNAL -> span;
            case CLIENT -> span.kind(io.micrometer.tracing.Span.Kind.CLIENT);
            case CONSUMER -> span.kind(io.micrometer.tracing.Span.Kind.CONSUMER);
        };
    }

    private Span begin(io.micrometer.tracing.Span.Builder builder) {
        io.micrometer.tracing.Span span = builder.start();
        return new Begun(span, tracer.withSpan(span));
    }

    private @Nullable TraceContext read(@Nullable String context) {
        if (context == null) {
            return null;
        }
        Matcher parts = CONTEXT.matcher(context);
        return parts.matches()
                ? tracer.traceContextBuilder()
                        .traceId(parts.group(1))
                        .spanId(parts.group(2))
                        .sampled((Integer.parseInt(parts.group(3), 16) & 1) == 1)
                        .build()
                : null;
    }

    private static String written(TraceContext context) {
        return "00-" + context.traceId() + "-" + context.spanId()
                + (Boolean.TRUE.equals(context.sampled()) ? "-01" : "-00");
    }

    private record Begun(io.micrometer.tracing.Span span, Tracer.SpanInScope scope) implements Span {

        @Override
        public Span tag(String key, String value) {
            span.tag(key, value);
            return this;
        }

        @Override
        public void failed(String why) {
            // An exception would be recorded with its message, which may name anything.
            span.tag("error.type", why);
        }

        @Override
        public String context() {
            return written(span.context());
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
