package org.ocpiplatform.write.outbound;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back, unread.
 *
 * @param headers by lower-case name
 * @param body empty if there is none; in memory as a whole, so limited in size
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares responses
public record OutboundResponse(int status, Map<String, List<String>> headers, byte[] body) {

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
