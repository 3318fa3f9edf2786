package org.ocpiplatform.contract.hub;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the partner answered.
 *
 * @param status of HTTP
 * @param headers that concern the content: X-Total-Count, X-Limit, Allow, Retry-After
 * @param next the rest of the URL of the list's next page, like {@link PassOn#rest()}; none on the last
 * @param location the rest of the URL of what was created; none if nothing was
 * @param body as it came
 */
public record PassedOn(
        int status,
        Map<String, String> headers,
        @Nullable String next,
        @Nullable String location,
        String body) {}
