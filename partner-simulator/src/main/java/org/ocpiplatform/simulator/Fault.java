package org.ocpiplatform.simulator;

/**
 * A way to misbehave, for one module or for all; several may be switched on at once. Where one says what the simulator
 * sends or advertises, that part needs the fault to be on for all modules.
 */
public enum Fault {
    /** HTTP 500 with a body that is not JSON. */
    ERROR_500,
    /** HTTP 503 with {@code Retry-After: 2}. */
    UNAVAILABLE_503,
    /** HTTP 200 with OCPI status 2001. */
    OCPI_2001,
    /** HTTP 200 with OCPI status 3000. */
    OCPI_3000,
    /** HTTP 401 for every token. */
    UNAUTHORIZED,
    /** HTTP 404 for every PATCH; all else works. */
    PATCH_404,
    /** Accepts the request and never answers. */
    HANG,
    /** The right answer, a byte per second. */
    DRIP,
    /** Closes the connection without an answer. */
    CLOSE,
    /** Listens no more; the port stays reserved for when the fault is over. Only for all modules. */
    DOWN,
    /** HTTP 200 with bytes that are no JSON, labelled as JSON. */
    GARBAGE,
    /** HTTP 200 with an HTML page. */
    HTML,
    /** The data without the envelope around it. */
    NO_ENVELOPE,
    /** HTTP 200 and a well-formed envelope of {@value Answer#GIGANTIC_BYTES} bytes. */
    GIGANTIC,
    /** HTTP 302 to the same path on another host. */
    REDIRECT,

    /** On lists: the next page is the page itself. */
    LINK_TO_ITSELF,
    /** On lists: the next page is on another host. */
    LINK_TO_OTHER_HOST,
    /** On lists: there is always a next page; beyond the end the objects come again. */
    LINK_FOR_EVER,
    /** On lists: {@code X-Total-Count} is 1000 too high. */
    TOTAL_WRONG,
    /** On lists: the first object disappears after the first page, so the count drops and the rest moves up. */
    TOTAL_DROPS,
    /** On lists: pages of at most two objects, whatever {@code X-Limit} says. */
    SMALL_PAGES,
    /** On lists: {@code data} is an object. */
    DATA_IS_OBJECT,
    /** On lists: the second object of each page (or the only one) lacks {@code last_updated}. */
    MISSING_FIELD,
    /** On lists: the second object of each page has an unknown value in an enum field. */
    WRONG_ENUM,
    /** On lists: {@code last_updated} of the second object of each page is a number. */
    WRONG_TYPE,
    /** On lists: the second element of each page is a text. */
    NOT_AN_OBJECT,

    /** Innocent: sends tokens without Base64, and accepts only such. */
    RAW_TOKENS,
    /** Innocent: its endpoints' URLs end with a slash. */
    TRAILING_SLASHES,
    /** Innocent: like {@link #TRAILING_SLASHES}, and answers 404 on URLs that do not end so. */
    ONLY_TRAILING_SLASHES,
    /** Innocent: neither sends nor mirrors routing headers. */
    NO_ROUTING_HEADERS,
    /** Innocent: pages of at most two objects, and {@code X-Limit} says so. */
    SMALL_LIMIT
}
