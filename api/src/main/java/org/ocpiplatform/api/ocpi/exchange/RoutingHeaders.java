package org.ocpiplatform.api.ocpi.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.PartyId;

/** The parties that a request names as its sender and its receiver (OCPI 2.3.0, message routing headers). */
record RoutingHeaders(
        @Nullable String fromCountry,
        @Nullable String fromParty,
        @Nullable String toCountry,
        @Nullable String toParty) {

    private static final String FROM_COUNTRY = "OCPI-from-country-code";
    private static final String FROM_PARTY = "OCPI-from-party-id";
    private static final String TO_COUNTRY = "OCPI-to-country-code";
    private static final String TO_PARTY = "OCPI-to-party-id";
    private static final RoutingHeaders NONE = new RoutingHeaders(null, null, null, null);

    static RoutingHeaders of(HttpServletRequest request) {
        String fromCountry = request.getHeader(FROM_COUNTRY);
        String fromParty = request.getHeader(FROM_PARTY);
        String toCountry = request.getHeader(TO_COUNTRY);
        String toParty = request.getHeader(TO_PARTY);
        return fromCountry == null && fromParty == null && toCountry == null && toParty == null
                ? NONE
                : new RoutingHeaders(fromCountry, fromParty, toCountry, toParty);
    }

    @Nullable
    PartyId from() {
        return fromCountry == null || fromParty == null ? null : PartyId.of(fromCountry, fromParty);
    }

    @Nullable
    PartyId to() {
        return toCountry == null || toParty == null ? null : PartyId.of(toCountry, toParty);
    }

    /** Names the parties in a response, where sender and receiver have changed places. */
    void mirror(HttpServletResponse response) {
        BiConsumer<String, @Nullable String> header = (name, value) -> {
            if (value != null && fits(value)) {
                response.setHeader(name, value);
            }
        };
        header.accept(TO_COUNTRY, fromCountry);
        header.accept(TO_PARTY, fromParty);
        header.accept(FROM_COUNTRY, toCountry);
        header.accept(FROM_PARTY, toParty);
    }

    /**
     * Checks that the request comes from who it says.
     *
     * @throws Rejection if not
     */
    void require(Caller caller) {
        requireBoth("OCPI-from", fromCountry, fromParty);
        requireBoth("OCPI-to", toCountry, toParty);
        PartyId from = from();
        if (from != null && !caller.maySendFor(from)) {
            throw Rejection.invalid("OCPI-from-* names a party that is none of the caller's");
        }
    }

    private static void requireBoth(String prefix, @Nullable String country, @Nullable String party) {
        if ((country == null) != (party == null)) {
            throw Rejection.invalid(prefix + "-country-code and " + prefix + "-party-id belong together");
        }
        if (country != null && party != null && !(fits(country) && fits(party))) {
            throw Rejection.invalid(prefix + "-* names no party");
        }
    }

    private static boolean fits(String value) {
        return !value.isEmpty() && value.length() <= 3 && value.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }
}
