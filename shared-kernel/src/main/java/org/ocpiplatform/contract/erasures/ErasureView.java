package org.ocpiplatform.contract.erasures;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.Extensions;

/**
 * An erasure as it stands.
 *
 * @param id of the key, which placeholders in place of what was erased end with
 * @param party that issued the token
 * @param projections that are or were made anew; empty before it is known
 * @param rebuilt those of them that are done
 * @param keyDeletedAt none before
 * @param doneAt none before
 */
public record ErasureView(
        String id,
        PartyId party,
        ErasureState state,
        List<String> projections,
        List<String> rebuilt,
        Instant requestedAt,
        @Nullable Instant keyDeletedAt,
        @Nullable Instant doneAt) {

    public ErasureView {
        projections = Extensions.listOf(projections);
        rebuilt = Extensions.listOf(rebuilt);
    }

    /** The projections that are still to be made anew. */
    public List<String> remaining() {
        return projections.stream().filter(name -> !rebuilt.contains(name)).toList();
    }
}
