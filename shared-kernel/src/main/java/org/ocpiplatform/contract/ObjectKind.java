package org.ocpiplatform.contract;

import java.util.Arrays;
import java.util.Set;
import org.ocpiplatform.ocpi.CiString;

/** The kinds of OCPI objects that this platform keeps, each with what is said of its ids. */
public enum ObjectKind {
    ACTIVE_CHARGING_PROFILE("chargingprofiles", "active charging profile", 36, Set.of(), false),
    BOOKING("bookings", "booking", 36, Set.of("BOOKING_LOCATIONS"), false),
    BOOKING_LOCATION("booking_locations", "booking location", 36, Set.of(), false),
    CDR("cdrs", "CDR", 39, Set.of(), false),
    CLIENT_INFO("hubclientinfo", "client info", 36, Set.of(), false),
    FINANCIAL_ADVICE_CONFIRMATION(
            "financial_advice_confirmations", "financial advice confirmation", 36, Set.of(), true),
    INVOICE_RECONCILIATION_RECORD("invoicereconciliation", "invoice reconciliation record", 36, Set.of(), false),
    LOCATION("locations", "location", 36, Set.of(), true),
    SESSION("sessions", "session", 36, Set.of(), false),
    TARIFF("tariffs", "tariff", 36, Set.of(), false),
    TERMINAL("terminals", "terminal", 36, Set.of("ACTIVATE"), true),
    TOKEN("tokens", "token", 36, Set.of(), false);

    private final String segment;
    private final String noun;
    private final int maxIdLength;
    private final Set<String> reservedIds;
    private final boolean shortPath;

    ObjectKind(String segment, String noun, int maxIdLength, Set<String> reservedIds, boolean shortPath) {
        this.segment = segment;
        this.noun = noun;
        this.maxIdLength = maxIdLength;
        this.reservedIds = reservedIds;
        this.shortPath = shortPath;
    }

    /** The kind with this {@linkplain #segment() segment}. */
    public static ObjectKind of(String segment) {
        return Arrays.stream(values())
                .filter(kind -> kind.segment.equals(segment))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of object: " + segment));
    }

    /** The name in identifiers, and of the projection that shows these objects. */
    public String segment() {
        return segment;
    }

    /** What one of them is called in messages. */
    public String noun() {
        return noun;
    }

    /** Characters that an id may have. */
    public int maxIdLength() {
        return maxIdLength;
    }

    /** Whether an id is kept for paths: where it might be taken for a country code or for a path's fixed word. */
    public boolean reserves(CiString id) {
        return reservedIds.contains(id.key()) || (shortPath && isTwoLetters(id.key()));
    }

    /** That such an object does not exist, or not for the caller. */
    public Rejection notFound() {
        Rejection.Code code = switch (this) {
            case LOCATION -> Rejection.Code.LOCATION_NOT_FOUND;
            case TOKEN -> Rejection.Code.TOKEN_NOT_FOUND;
            default -> Rejection.Code.NOT_FOUND;
        };
        return new Rejection(code, noun + " is unknown");
    }

    private static boolean isTwoLetters(String id) {
        return id.length() == 2 && id.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }
}
