package org.ocpiplatform.write.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list at a partner (OCPI 2.3.0, pagination).
 *
 * @param items as the partner sent them
 * @param nextUrl of the next page, absolute; none on the last
 * @param totalCount objects that the partner says that the list has
 * @param limit objects that the partner says that it gives on a page
 */
public record PartnerPage(
        List<JsonNode> items,
        @Nullable String nextUrl,
        @Nullable Integer totalCount,
        @Nullable Integer limit) {}
