package org.ocpiplatform.write.outbound;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Link header of a page (RFC 8288; OCPI 2.3.0, paginated response). */
final class LinkHeader {

    private static final Pattern NEXT =
            Pattern.compile("<([^>]*)>\\s*(?:;[^,;]*)*;\\s*rel\\s*=\\s*\"?next\"?", Pattern.CASE_INSENSITIVE);

    private LinkHeader() {}

    /** The URL that the header calls the next page. */
    static Optional<String> next(String header) {
        Matcher matcher = NEXT.matcher(header);
        return matcher.find() ? Optional.of(matcher.group(1).strip()).filter(url -> !url.isEmpty()) : Optional.empty();
    }
}
