package org.ocpiplatform.write.pushes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said to the interface of a module that objects are pushed to, whoever it belongs to.
 *
 * @param segments of the path below the module's endpoint, in clear
 * @param query without the question mark, encoded; none if there is none
 * @param body JSON; none for DELETE
 * @param appends whether a repeat would add again what the first had added
 */
record Request(
        String method,
        List<String> segments,
        @Nullable String query,
        @Nullable String body,
        boolean appends) {

    Request {
        segments = List.copyOf(segments);
    }

    static Request of(String method, List<String> segments, @Nullable String body) {
        return new Request(method, segments, null, body, false);
    }

    Request withQuery(@Nullable String otherQuery) {
        return new Request(method, segments, otherQuery, body, appends);
    }

    Request appending(boolean otherAppends) {
        return new Request(method, segments, query, body, otherAppends);
    }

    /** Whether sending it twice does no more than sending it once. */
    boolean idempotent() {
        return method.equals("PUT") || method.equals("DELETE");
    }
}
