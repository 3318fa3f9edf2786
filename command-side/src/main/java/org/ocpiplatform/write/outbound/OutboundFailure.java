package org.ocpiplatform.write.outbound;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call to a partner that did not succeed; the message tells an administrator what went wrong, without secrets. */
public final class OutboundFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MESSAGE_LIMIT = 600;

    /** Unauthorized, forbidden, too slow, too many. */
    private static final Set<Integer> NOT_ABOUT_THE_REQUEST = Set.of(401, 403, 408, 429);

    /** Thousands of the status codes for errors of servers and of hubs (OCPI 2.3.0, chapter Status codes). */
    private static final Set<Integer> NO_FAULT_OF_CLIENTS = Set.of(3, 4);

    /** Characters that break or turn around lines of a log, or cannot be seen. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

    /** What went wrong. */
    public enum Reason {
        /** The URL is not one that this platform calls; nothing was sent. */
        REFUSED_URL,
        /** There was no connection, or it broke: unknown host, refused, TLS, closed without a whole answer. */
        NO_CONNECTION,
        /** The answer did not come in time. */
        TIMEOUT,
        /** The answer is larger than we read. */
        TOO_LARGE,
        /** Too many calls to this partner are under way; nothing was sent. */
        BUSY,
        /** The partner has failed so often that it is given a rest; nothing was sent. */
        CIRCUIT_OPEN,
        /** The answer is a redirect to where we do not follow. */
        REDIRECT,
        /** The answer is no OCPI envelope. */
        NOT_OCPI,
        /** The partner refused: an HTTP status other than 2xx, or an OCPI status other than 1xxx. */
        REFUSED
    }

    private final Reason reason;
    private final @Nullable Integer httpStatus;
    private final @Nullable Integer statusCode;
    private final boolean broken;
    private final @Nullable String statement;
    private final transient @Nullable JsonNode data;

    /**
     * A failure before any answer, or of one that cannot be read.
     *
     * @param message may quote a partner; what is not printable is left out
     */
    public OutboundFailure(Reason reason, String message) {
        this(reason, message, null, null);
    }

    /**
     * A failure with an answer.
     *
     * @param statusCode the envelope's, if there was one
     */
    public OutboundFailure(Reason reason, String message, @Nullable Integer httpStatus, @Nullable Integer statusCode) {
        this(reason, message, httpStatus, statusCode, false, null, null);
    }

    private OutboundFailure(
            Reason reason,
            String message,
            @Nullable Integer httpStatus,
            @Nullable Integer statusCode,
            boolean broken,
            @Nullable String statement,
            @Nullable JsonNode data) {
        super(printable(message), null, false, false);
        this.reason = reason;
        this.httpStatus = httpStatus;
        this.statusCode = statusCode;
        this.broken = broken;
        this.statement = statement == null ? null : printable(statement);
        this.data = data;
    }

    /** A connection that stood and broke, so that the partner may have the request. */
    public static OutboundFailure broken(String message) {
        return new OutboundFailure(Reason.NO_CONNECTION, message, null, null, true, null, null);
    }

    /**
     * A refusal by the partner in an envelope.
     *
     * @param said its {@code status_message}, without our token; none if it sent none
     * @param sent its {@code data}; none if it sent none, or null
     */
    static OutboundFailure refused(
            String message, int httpStatus, int statusCode, @Nullable String said, @Nullable JsonNode sent) {
        return new OutboundFailure(Reason.REFUSED, message, httpStatus, statusCode, false, said, sent);
    }

    private static String printable(String message) {
        String text = UNPRINTABLE.matcher(message).replaceAll(" ");
        return text.length() > MESSAGE_LIMIT ? text.substring(0, MESSAGE_LIMIT) + "…" : text;
    }

    /** What went wrong. */
    public Reason reason() {
        return reason;
    }

    /** The answer's HTTP status, if there was an answer. */
    public @Nullable Integer httpStatus() {
        return httpStatus;
    }

    /** The envelope's status code, if there was an envelope. */
    public @Nullable Integer statusCode() {
        return statusCode;
    }

    /** What the partner says about its refusal; none if it says nothing. */
    public @Nullable String statement() {
        return statement;
    }

    /** The data of a refusal, which some answers of OCPI have; none if there are none. */
    public @Nullable JsonNode data() {
        return data;
    }

    /** Whether it is certain that the partner does not have the request. */
    public boolean nothingArrived() {
        return switch (reason) {
            case REFUSED_URL, BUSY, CIRCUIT_OPEN -> true;
            case NO_CONNECTION -> !broken;
            case TIMEOUT, TOO_LARGE, REDIRECT, NOT_OCPI, REFUSED -> false;
        };
    }

    /** Whether the partner says that it does not know the object. */
    public boolean notFound() {
        return httpStatus != null && httpStatus == 404;
    }

    /**
     * Whether the partner has said nothing about this one request: it was not there, was not well, did not accept us at
     * all, or something else answered in its place. The same may then succeed later.
     */
    public boolean outage() {
        return switch (reason) {
            case NO_CONNECTION, TIMEOUT, BUSY, CIRCUIT_OPEN, TOO_LARGE, REDIRECT, NOT_OCPI -> true;
            case REFUSED ->
                httpStatus != null
                        && (httpStatus >= 500
                                || NOT_ABOUT_THE_REQUEST.contains(httpStatus)
                                || (statusCode != null && NO_FAULT_OF_CLIENTS.contains(statusCode / 1000)));
            case REFUSED_URL -> false;
        };
    }

    /** The text for administrators: one line, not long. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
