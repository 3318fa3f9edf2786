package org.ocpiplatform.api;

import java.net.URI;

/**
 * What the edge needs to know about its place and its bounds.
 *
 * @param publicUrl base of every URL handed out, as partners reach this platform
 * @param defaultPageLimit objects on a page for which no limit was asked
 * @param maxPageLimit objects on a page at most, whatever was asked
 * @param maxBodyBytes size of a request body at most
 */
public record EdgeSettings(URI publicUrl, int defaultPageLimit, int maxPageLimit, int maxBodyBytes) {

    /** The usual bounds: pages of 100 and at most 1000 objects, bodies of at most 4 MiB. */
    public EdgeSettings(URI publicUrl) {
        this(publicUrl, 100, 1000, 4 * 1024 * 1024);
    }

    /**
     * An absolute URL under the public base.
     *
     * @param path begins with a slash, and is encoded as it shall appear
     */
    public String url(String path) {
        String base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
