package org.ocpiplatform.contract.tracing;

import org.jspecify.annotations.Nullable;

/**
 * Where the platform leaves traces of what it does. A span names what was done and for whom, never an object's id or
 * anything else that may say something of drivers.
 */
public interface Traces {

    /** Key of the metadata of commands and events that holds the trace context, as W3C's traceparent. */
    String CONTEXT = "traceparent";

    /** Key of the tag that holds a X-Correlation-ID. */
    String CORRELATION_ID = "ocpi.correlation_id";

    /** Key of the tag that holds a partner's id. */
    String PARTNER = "ocpi.partner";

    /** Key of the tag that holds the name of a module. */
    String MODULE = "ocpi.module";

    /**
     * Begins a span, which is this thread's current one until it is closed.
     *
     * @param name of few values
     * @param parent context of the span that led to this one; if there is none, the thread's current one did, or else a
     *     new trace begins
     */
    Span begin(String name, Kind kind, @Nullable String parent);

    /** What a span stands for. */
    enum Kind {
        /** Something that is done here. */
        INTERNAL,
        /** A request to somebody else. */
        CLIENT,
        /** Something that is done about an event, some time after it. */
        CONSUMER
    }

    /** Something that is under way. */
    interface Span extends AutoCloseable {

        /** Says more of what is done. */
        Span tag(String key, String value);

        /**
         * Says that it failed.
         *
         * @param why in one word, such as the name of a reason
         */
        void failed(String why);

        /** The trace context for what this leads to; null if there is no trace. */
        @Nullable
        String context();

        @Override
        void close();
    }

    /** Leaves none. */
    Traces NONE = (name, kind, parent) -> Untraced.SPAN;
}
