package org.ocpiplatform.write;

import java.util.List;

/** The processors of sagas, which remember where they are beside the events. */
public final class Sagas {

    /** Of requests of partners to charge points here. */
    public static final String INCOMING_REQUESTS = "incoming_requests_saga";

    /** Of requests of ours to charge points of partners. */
    public static final String OUTGOING_REQUESTS = "outgoing_requests_saga";

    /** Of reservations. */
    public static final String RESERVATIONS = "reservations_saga";

    /** All of them. */
    public static final List<String> PROCESSORS = List.of(INCOMING_REQUESTS, OUTGOING_REQUESTS, RESERVATIONS);

    private Sagas() {}
}
