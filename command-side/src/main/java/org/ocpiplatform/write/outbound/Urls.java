package org.ocpiplatform.write.outbound;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.ocpiplatform.contract.partners.PartnerQuirks;

/** URLs at partners, who publish their endpoints with and without a slash at the end. */
public final class Urls {

    private Urls() {}

    /**
     * A URL under an endpoint, with exactly one slash between the parts.
     *
     * @param endpoint as the partner published it
     * @param segments in clear; they are encoded here
     */
    public static String of(String endpoint, PartnerQuirks quirks, String... segments) {
        int query = endpoint.indexOf('?');
        String base = query < 0 ? endpoint : endpoint.substring(0, query);
        StringBuilder url = new StringBuilder(base);
        for (String segment : segments) {
            if (url.charAt(url.length() - 1) != '/') {
                url.append('/');
            }
            url.append(encoded(segment));
        }
        boolean slash = url.charAt(url.length() - 1) == '/';
        if (Boolean.TRUE.equals(quirks.trailingSlash()) && !slash) {
            url.append('/');
        }
        return query < 0 ? url.toString() : url + endpoint.substring(query);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
