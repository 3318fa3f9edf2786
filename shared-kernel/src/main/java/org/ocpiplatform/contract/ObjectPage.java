package org.ocpiplatform.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.EncodedJson;

/**
 * Part of a list of OCPI objects.
 *
 * @param objects each as the JSON that a partner is given
 * @param total objects that match the filters and that the caller may see
 * @param nextCursor where the next page begins; none if this is the last
 */
public record ObjectPage(
        List<EncodedJson> objects, long total, @Nullable Long nextCursor) {}
