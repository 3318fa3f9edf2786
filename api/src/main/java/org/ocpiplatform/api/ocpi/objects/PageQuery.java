package org.ocpiplatform.api.ocpi.objects;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.json.OcpiDateTime;

/**
 * Which page of a list a request wants, and how to say where the next one is (OCPI 2.3.0, transport chapter,
 * pagination). The link carries a cursor beside the offset that clients know, so that the store need not count its way
 * to a late page and objects do not move between pages.
 */
public final class PageQuery {

    private static final String DATE_FROM = "date_from";
    private static final String DATE_TO = "date_to";
    private static final String OFFSET = "offset";
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    /** What the next page's link sets anew; everything else is repeated as it came. */
    private static final Set<String> PAGING = Set.of(OFFSET, LIMIT, CURSOR);

    private static final int CURSOR_RADIX = 36;

    private final PageRequest request;
    private final long offset;
    private final int maxLimit;
    private final String url;
    private final Map<String, String> known;
    private final List<String> filters;

    private PageQuery(
            PageRequest request,
            long offset,
            int maxLimit,
            String url,
            Map<String, String> known,
            List<String> filters) {
        this.request = request;
        this.offset = offset;
        this.maxLimit = maxLimit;
        this.url = url;
        this.known = known;
        this.filters = filters;
    }

    /**
     * Reads the query of a list.
     *
     * @param path as it was called, which the link repeats
     * @param query still encoded
     * @throws Rejection if a parameter that we know has an unusable value
     */
    static PageQuery parse(String path, @Nullable String query, EdgeSettings settings) {
        Map<String, String> known = new HashMap<>();
        List<String> filters = new ArrayList<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            known.putIfAbsent(name, decoded(equals < 0 ? "" : pair.substring(equals + 1)));
            if (!PAGING.contains(name) && !pair.isEmpty()) {
                filters.add(pair);
            }
        }
        long offset = number(known, OFFSET, 0, 0, Integer.MAX_VALUE);
        int limit = (int) number(known, LIMIT, settings.defaultPageLimit(), 1, settings.maxPageLimit());
        Long cursor = value(known, CURSOR, text -> Long.parseLong(text, CURSOR_RADIX));
        PageRequest request = new PageRequest(
                value(known, DATE_FROM, OcpiDateTime::parse),
                value(known, DATE_TO, OcpiDateTime::parse),
                cursor == null ? offset : 0,
                limit,
                cursor);
        return new PageQuery(request, offset, settings.maxPageLimit(), settings.url(path), known, filters);
    }

    /**
     * A parameter that only some lists have.
     *
     * @return null if it is absent
     * @throws Rejection if it is no date and time
     */
    public @Nullable Instant dateTime(String name) {
        return value(known, name, OcpiDateTime::parse);
    }

    /** The answer with the page that the query side gives; it is not asked where nothing can match. */
    public OcpiAnswer answer(Function<PageRequest, ObjectPage> list) {
        Instant from = request.dateFrom();
        Instant to = request.dateTo();
        ObjectPage page = from != null && to != null && !to.isAfter(from)
                ? new ObjectPage(List.of(), 0, null)
                : list.apply(request);
        OcpiAnswer answer = OcpiAnswer.list(page.objects())
                .with("X-Total-Count", Long.toString(page.total()))
                .with("X-Limit", Integer.toString(maxLimit));
        return page.nextCursor() == null ? answer : answer.with("Link", link(page, page.nextCursor()));
    }

    private String link(ObjectPage page, long nextCursor) {
        List<String> parameters = new ArrayList<>(filters);
        parameters.add(OFFSET + "=" + (offset + page.objects().size()));
        parameters.add(LIMIT + "=" + request.limit());
        parameters.add(CURSOR + "=" + Long.toString(nextCursor, CURSOR_RADIX));
        return "<" + url + "?" + String.join("&", parameters) + ">; rel=\"next\"";
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid("the query is not properly encoded");
        }
    }

    private static <T> @Nullable T value(Map<String, String> known, String name, Function<String, T> reader) {
        String text = known.get(name);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (DateTimeException e) {
            throw Rejection.invalid(name + " must be a date and time in UTC without offset");
        } catch (NumberFormatException e) {
            throw Rejection.invalid(name + " is none that this platform gave out");
        }
    }

    private static long number(Map<String, String> known, String name, long absent, long min, long max) {
        String text = known.get(name);
        if (text == null) {
            return absent;
        }
        boolean number = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        // More digits than a long holds are still a number, and larger than any bound.
        long value = !number ? -1 : text.length() > 18 ? max : Long.parseLong(text);
        if (value < min) {
            throw Rejection.invalid(name + " must be a whole number of at least " + min);
        }
        return Math.min(value, max);
    }
}
