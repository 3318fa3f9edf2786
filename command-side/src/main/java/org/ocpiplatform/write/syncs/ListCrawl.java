package org.ocpiplatform.write.syncs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.PartnerAnswer;
import tools.jackson.databind.JsonNode;

/**
 * Reads a list of a partner page by page, as its Link headers lead, and stops where they lead astray: to another host,
 * which must not get the token, in a circle, or without end (OCPI 2.3.0, transport chapter, pagination).
 */
final class ListCrawl {

    /** Room for lists that grow while they are read. */
    private static final int SURPLUS = 1_000;

    private static final int MAX_EMPTY_PAGES = 3;
    private static final int MAX_REREADS = 10;
    private static final Pattern OFFSET = Pattern.compile("([?&]offset=)(\\d{1,9})(?=&|$)");

    private final Function<String, PartnerAnswer> calls;
    private final Consumer<Page> pages;
    private final int maxObjects;

    private final Set<String> followed = new HashSet<>();
    private int number;
    private long read;
    private int emptyPages;
    private int largestTotal;
    private @Nullable Integer total;

    /**
     * A page of the list.
     *
     * @param number from 1
     * @param total objects of the list, as the partner says
     * @param limit objects that the partner gives on a page, as it says
     */
    record Page(
            int number,
            List<JsonNode> objects,
            @Nullable Integer total,
            @Nullable Integer limit) {}

    /**
     * A crawl that has not begun.
     *
     * @param calls gets an answer for a URL
     * @param pages is given each page before the next is asked for
     * @param maxObjects that are read at most
     */
    ListCrawl(Function<String, PartnerAnswer> calls, Consumer<Page> pages, int maxObjects) {
        this.calls = calls;
        this.pages = pages;
        this.maxObjects = maxObjects;
    }

    /**
     * Reads the list to its end.
     *
     * @param first URL of the first page
     * @throws CrawlFailure if it has no end that can be reached
     */
    void run(String first) {
        Optional<String> next = Optional.of(first);
        while (next.isPresent()) {
            String url = next.get();
            if (!followed.add(url)) {
                throw failure("Link leads in a circle, to " + url + " again");
            }
            Integer before = total;
            PartnerAnswer answer = read(url);
            readWhatMovedUp(url, before);
            String from = url;
            next = answer.nextPage().map(link -> target(from, link));
            if (next.isPresent()) {
                requireEnd(answer);
            }
        }
    }

    private PartnerAnswer read(String url) {
        number++;
        PartnerAnswer answer;
        try {
            answer = calls.apply(url);
        } catch (OutboundFailure e) {
            throw failure(e.getMessage());
        }
        List<JsonNode> objects = objects(answer.data());
        read += objects.size();
        emptyPages = objects.isEmpty() ? emptyPages + 1 : 0;
        total = answer.totalCount().orElse(null);
        largestTotal = Math.max(largestTotal, total == null ? 0 : total);
        pages.accept(new Page(number, objects, total, answer.limit().orElse(null)));
        return answer;
    }

    /**
     * If objects disappear from a list while it is read, those behind them move up, some of them onto a page that has
     * been read. A page at which the total has dropped is therefore read again, from as many objects earlier.
     */
    private void readWhatMovedUp(String url, @Nullable Integer before) {
        String page = url;
        Integer known = before;
        for (int rereads = 0; known != null && total != null && total < known; rereads++) {
            Optional<String> earlier = earlier(page, known - total);
            if (earlier.isEmpty()) {
                return;
            }
            if (rereads == MAX_REREADS) {
                throw failure("X-Total-Count drops whenever a page is read");
            }
            known = total;
            page = earlier.get();
            read(page);
        }
    }

    private static Optional<String> earlier(String url, int objects) {
        Matcher matcher = OFFSET.matcher(url);
        if (!matcher.find() || Integer.parseInt(matcher.group(2)) == 0) {
            return Optional.empty();
        }
        int offset = Math.max(0, Integer.parseInt(matcher.group(2)) - objects);
        return Optional.of(matcher.replaceFirst("$1" + offset));
    }

    private List<JsonNode> objects(@Nullable JsonNode data) {
        if (data == null) {
            return List.of();
        }
        if (!data.isArray()) {
            throw failure("data is no list but " + data.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return StreamSupport.stream(data.spliterator(), false).toList();
    }

    private void requireEnd(PartnerAnswer answer) {
        if (emptyPages >= MAX_EMPTY_PAGES) {
            throw failure("Link leads from one empty page to the next");
        }
        if (read >= maxObjects) {
            throw failure("the list has more than " + maxObjects + " objects");
        }
        if (answer.totalCount().isPresent() && read > 2L * largestTotal + SURPLUS) {
            throw failure("Link leads on after " + read + " objects, of which X-Total-Count says that there are "
                    + largestTotal);
        }
    }

    /** Where a Link leads; the partner's token goes nowhere but to the host that it is for. */
    private String target(String from, String link) {
        URI base = URI.create(from);
        URI target;
        try {
            // Java resolves a mere query against the directory, where RFC 3986 keeps the whole path.
            target = base.resolve(new URI(link.startsWith("?") ? base.getRawPath() + link : link));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw failure("Link is no URL: " + SyncTexts.printable(link));
        }
        boolean same = base.getScheme().equalsIgnoreCase(target.getScheme())
                && target.getHost() != null
                && target.getHost().equalsIgnoreCase(base.getHost())
                && port(target) == port(base)
                && Objects.equals(target.getRawUserInfo(), base.getRawUserInfo());
        if (!same) {
            throw failure("Link leads away from the partner's endpoint, to " + SyncTexts.printable(link)
                    + ", which is not called");
        }
        return target.toString();
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    private CrawlFailure failure(String reason) {
        return new CrawlFailure("page " + number, reason);
    }
}
