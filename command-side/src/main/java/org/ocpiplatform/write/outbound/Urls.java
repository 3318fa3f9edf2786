package org.ocpiplatform.write.outbound;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.ocpiplatform.contract.partners.PartnerQuirks;

/** URLs at partners, who publish their endpoints with and without a slash at the end. */
public final class Urls {

    private static final int SHOWN_LIMIT = 200;

    private Urls() {}

    /**
     * A URL under an endpoint, with exactly one slash between the parts.
     *
     * @param endpoint as the partner published it; its query, if it has one, stays behind the path
     * @param segments in clear; they are encoded here
     * @throws OutboundFailure {@code REFUSED_URL} if a segment is empty, or a step up or down the path
     */
    public static String of(String endpoint, PartnerQuirks quirks, String... segments) {
        String published = withoutFragment(endpoint);
        int query = published.indexOf('?');
        StringBuilder url = new StringBuilder(query < 0 ? published : published.substring(0, query));
        for (String segment : segments) {
            slash(url);
            url.append(encodedSegment(segment));
        }
        if (Boolean.TRUE.equals(quirks.trailingSlash())) {
            slash(url);
        }
        return query < 0 ? url.toString() : url + published.substring(query);
    }

    /**
     * A URL with parameters behind those that it has.
     *
     * @param namesAndValues a name, its value, and so on, in clear; they are encoded here
     */
    public static String withQuery(String url, String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a parameter without a value");
        }
        StringBuilder result = new StringBuilder(withoutFragment(url));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (result.indexOf("?") < 0) {
                result.append('?');
            } else if (result.charAt(result.length() - 1) != '?' && result.charAt(result.length() - 1) != '&') {
                result.append('&');
            }
            result.append(encoded(namesAndValues[i])).append('=').append(encoded(namesAndValues[i + 1]));
        }
        return result.toString();
    }

    /** A URL as messages and logs show it: without user info, query and fragment, where secrets may be, and not long. */
    public static String shown(String url) {
        String text = url.replaceFirst("(?s)[?#].*", "").replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://)[^/]*@", "$1");
        return text.length() > SHOWN_LIMIT ? text.substring(0, SHOWN_LIMIT) + "…" : text;
    }

    private static void slash(StringBuilder url) {
        if (url.isEmpty() || url.charAt(url.length() - 1) != '/') {
            url.append('/');
        }
    }

    private static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }

    /** Dots alone would be taken for steps up the path, and cannot be encoded, as dots are never reserved. */
    private static String encodedSegment(String segment) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new OutboundFailure(
                    OutboundFailure.Reason.REFUSED_URL, "'" + segment + "' cannot be part of a URL's path");
        }
        return encoded(segment);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }
}
