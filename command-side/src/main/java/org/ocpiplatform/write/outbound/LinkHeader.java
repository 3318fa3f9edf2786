package org.ocpiplatform.write.outbound;

import java.util.Optional;
import java.util.stream.Stream;

/** The Link header of a page (RFC 8288; OCPI 2.3.0, paginated response). */
public final class LinkHeader {

    private LinkHeader() {}

    /** The URL that the header calls the next page. */
    public static Optional<String> next(String header) {
        int start = header.indexOf('<');
        while (start >= 0) {
            int end = header.indexOf('>', start);
            if (end < 0) {
                return Optional.empty();
            }
            int comma = unquoted(header, ',', end);
            String url = header.substring(start + 1, end).strip();
            if (!url.isEmpty() && isNext(header.substring(end + 1, comma))) {
                return Optional.of(url);
            }
            start = header.indexOf('<', comma);
        }
        return Optional.empty();
    }

    private static boolean isNext(String parameters) {
        int start = unquoted(parameters, ';', 0);
        while (start < parameters.length()) {
            int end = unquoted(parameters, ';', start + 1);
            String parameter = parameters.substring(start + 1, end);
            int equals = parameter.indexOf('=');
            if (equals >= 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("rel")) {
                String relations = parameter.substring(equals + 1).replace('"', ' ');
                return Stream.of(relations.strip().split("\\s+", -1)).anyMatch("next"::equalsIgnoreCase);
            }
            start = end;
        }
        return false;
    }

    /** Where the character is next, outside of quotes; the end of the text if nowhere. */
    private static int unquoted(String text, char wanted, int from) {
        boolean quoted = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                at++;
            } else if (!quoted && c == wanted) {
                return at;
            }
        }
        return text.length();
    }
}
