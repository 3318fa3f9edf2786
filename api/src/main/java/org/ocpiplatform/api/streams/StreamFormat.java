package org.ocpiplatform.api.streams;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** How changes are written. */
enum StreamFormat {
    /** Server-sent events without names, whose ids are positions. */
    SSE(MediaType.TEXT_EVENT_STREAM_VALUE, ": heartbeat\n\n") {
        @Override
        String written(Change change) {
            return "id: " + change.position() + "\ndata: " + cloudEvent(change) + "\n\n";
        }
    },
    /** A CloudEvent on every line; empty lines say nothing. */
    NDJSON(MediaType.APPLICATION_NDJSON_VALUE, "\n") {
        @Override
        String written(Change change) {
            return cloudEvent(change) + "\n";
        }
    };

    private final String contentType;
    private final byte[] heartbeat;

    StreamFormat(String contentType, String heartbeat) {
        this.contentType = contentType;
        this.heartbeat = heartbeat.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The format that an Accept header prefers, of which the request is known to accept one.
     *
     * @param accept none means any
     */
    static StreamFormat of(@Nullable String accept) {
        List<MediaType> accepted;
        try {
            accepted = new ArrayList<>(MediaType.parseMediaTypes(accept));
        } catch (InvalidMediaTypeException e) {
            throw Rejection.invalid("Accept is no list of media types");
        }
        MimeTypeUtils.sortBySpecificity(accepted);
        for (MediaType type : accepted) {
            for (StreamFormat format : values()) {
                if (type.includes(MediaType.valueOf(format.contentType))) {
                    return format;
                }
            }
        }
        return SSE;
    }

    String contentType() {
        return contentType;
    }

    /** What is written when there is nothing to tell. */
    byte[] heartbeat() {
        return heartbeat;
    }

    /** The text of a change. */
    abstract String written(Change change);

    /** The change in the JSON format of CloudEvents 1.0, on one line. */
    private static String cloudEvent(Change change) {
        // The data is JSON already, and may be long.
        return "{\"specversion\":\"1.0\",\"id\":\"" + change.position() + "\",\"source\":" + text(change.source())
                + ",\"type\":" + text(change.type()) + ",\"subject\":" + text(change.subject()) + ",\"time\":\""
                + OcpiDateTime.format(change.time()) + "\",\"datacontenttype\":\"application/json\",\"data\":"
                + change.data() + "}";
    }

    private static String text(String value) {
        return OcpiJson.mapper().writeValueAsString(value);
    }
}
