package org.ocpiplatform.contract;

/** Keys of the metadata that every command and event carries, so that history can tell who did what. */
public final class MessageOrigin {

    /** Identifier of the partner whose request it was. */
    public static final String PARTNER_ID = "partner_id";
    /** Identifier of the user of the back office whose request it was. */
    public static final String USER_ID = "user_id";
    /** Country code of the party that acted. */
    public static final String COUNTRY_CODE = "country_code";
    /** Party id of the party that acted. */
    public static final String PARTY_ID = "party_id";
    /** X-Request-ID of the request. */
    public static final String REQUEST_ID = "request_id";
    /** X-Correlation-ID of the request. */
    public static final String CORRELATION_ID = "correlation_id";

    /**
     * {@code true} on what was sent to us as a hub to tell everybody, and is passed on to all whom it may concern; else
     * absent.
     */
    public static final String BROADCAST = "broadcast";

    private MessageOrigin() {}
}
