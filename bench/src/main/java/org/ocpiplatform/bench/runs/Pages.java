package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.http.HttpResponse;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Sessions;

/** The eMSP's way through the list of sessions, from page to page as the Link headers say. */
public final class Pages implements AutoCloseable {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"next\"");

    private final HttpRequest emsp;
    private final HttpConnection connection;
    private @Nullable String next;

    private Pages(HttpRequest emsp, HttpConnection connection, String first) {
        this.emsp = emsp;
        this.connection = connection;
        this.next = first;
    }

    /** From the first page on. */
    static Pages of(Platform platform, int limit) throws IOException {
        return of(platform, limit, 0);
    }

    /** From the page on that begins at an offset. */
    public static Pages of(Platform platform, int limit, int offset) throws IOException {
        return new Pages(
                platform.emsp(),
                HttpConnection.open(platform.url()),
                Sessions.PATH + "?limit=" + limit + (offset == 0 ? "" : "&offset=" + offset));
    }

    /** Path and query of the next page; null after the last. */
    public @Nullable String nextTarget() {
        return next;
    }

    /** The next page. */
    public HttpResponse read() throws IOException {
        if (next == null) {
            throw new IllegalStateException("there are no more pages");
        }
        HttpResponse page = connection.exchange(emsp.get(next));
        if (!page.succeeded()) {
            throw new IOException("the page " + next + " answers " + page);
        }
        Matcher link = NEXT.matcher(page.header("Link") instanceof String header ? header : "");
        next = link.find() ? target(URI.create(link.group(1))) : null;
        return page;
    }

    /** Goes on to the page that comes after so many. */
    void skip(int pages) throws IOException {
        for (int i = 0; i < pages && next != null; i++) {
            read();
        }
    }

    /** How many objects the list has. */
    public static int total(HttpResponse page) throws IOException {
        if (page.header("X-Total-Count") instanceof String total) {
            return Integer.parseInt(total);
        }
        throw new IOException("a list without X-Total-Count: " + page);
    }

    private static String target(URI link) {
        return link.getRawPath() + "?" + link.getRawQuery();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
