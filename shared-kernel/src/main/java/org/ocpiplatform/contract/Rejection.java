package org.ocpiplatform.contract;

import java.util.List;

/** A command or query that was understood and is refused; it has changed nothing. */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a request is refused; the edge maps each to its HTTP and OCPI status. */
    public enum Code {
        /** The object does not exist, or the caller may not know whether it does. */
        NOT_FOUND,
        /** Like {@link #NOT_FOUND}, of a Location or a part of one. */
        LOCATION_NOT_FOUND,
        /** Like {@link #NOT_FOUND}, of a Token. */
        TOKEN_NOT_FOUND,
        /** The content names a location that is not known here. */
        UNKNOWN_LOCATION,
        /** The content breaks a rule; the message names the field. */
        INVALID,
        /** The object has a later {@code last_updated} than the request. */
        STALE,
        /** The content is fine but not enough to decide. */
        NOT_ENOUGH_INFORMATION,
        /** Somebody else holds what the request claims. */
        CONFLICT,
        /** The partner cannot do that in the state of its registration. */
        NOT_OFFERED,
        /** The platform that wants to register could not be called back. */
        CLIENT_UNREACHABLE,
        /** The platform that wants to register does not have the version that it called. */
        VERSION_UNSUPPORTED,
        /** The platform that wants to register lacks interfaces that are needed. */
        ENDPOINTS_MISSING,
        /** A partner that we called did not do what we asked; the message tells what it answered. */
        PARTNER_FAILED,
        /** A request through this hub is for a party that the hub does not know. */
        UNKNOWN_RECEIVER,
        /** The party that a request through this hub is for did not answer in time. */
        RECEIVER_TIMEOUT,
        /** The party that a request through this hub is for cannot be reached. */
        RECEIVER_NOT_CONNECTED,
        /** A request cannot go through this hub for another reason. */
        NOT_ROUTABLE,
        /** The EVSE lacks the capability that the request needs. */
        NOT_CAPABLE,
        /** A store or a projection does not answer in time; a repeat may succeed. */
        UNAVAILABLE
    }

    private final Code code;

    @SuppressWarnings("serial") // always one that can be
    private final List<String> offered;

    /** A refusal; the message is shown to the caller. */
    public Rejection(Code code, String message) {
        this(code, message, List.of());
    }

    private Rejection(Code code, String message, List<String> offered) {
        super(message, null, false, false);
        this.code = code;
        this.offered = List.copyOf(offered);
    }

    /** A refusal of content; the message names the field. */
    public static Rejection invalid(String message) {
        return new Rejection(Code.INVALID, message);
    }

    /** A refusal because the named thing is unknown to the caller. */
    public static Rejection notFound(String what) {
        return new Rejection(Code.NOT_FOUND, what + " is unknown");
    }

    /**
     * A refusal because the partner cannot do that now.
     *
     * @param offered methods that it can use instead
     */
    public static Rejection notOffered(String message, List<String> offered) {
        return new Rejection(Code.NOT_OFFERED, message, offered);
    }

    /** The methods that can be used instead; empty unless the code is {@link Code#NOT_OFFERED}. */
    public List<String> offered() {
        return offered;
    }

    /** Why the request is refused. */
    public Code code() {
        return code;
    }

    /** The text for the caller; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
