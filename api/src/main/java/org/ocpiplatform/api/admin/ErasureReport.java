package org.ocpiplatform.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.erasures.ErasureState;
import org.ocpiplatform.contract.erasures.ErasureView;
import org.ocpiplatform.contract.projections.ProjectionStatus;
import org.ocpiplatform.ocpi.CiString;

/**
 * An erasure as administrators are shown it.
 *
 * @param id what placeholders end with: {@code erased-<id>} is shown in place of what was erased
 * @param countryCode of the party that issued the token
 * @param partyId of the party that issued the token
 * @param projections that are or were made anew
 */
record ErasureReport(
        String id,
        ErasureState state,
        CiString countryCode,
        CiString partyId,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Rebuilding> projections,
        Instant requestedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant keyDeletedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant doneAt) {

    private static final String REBUILDING = "REBUILDING";
    private static final double ALL = 100;

    /**
     * A projection that is made anew.
     *
     * @param state WAITING, REBUILDING or DONE
     * @param percent that is done, as far as this node knows
     */
    record Rebuilding(String name, String state, double percent) {}

    /**
     * The report.
     *
     * @param statuses of projections, by their names
     */
    static ErasureReport of(ErasureView erasure, Map<String, ProjectionStatus> statuses) {
        return new ErasureReport(
                erasure.id(),
                erasure.state(),
                erasure.party().countryCode(),
                erasure.party().partyId(),
                erasure.projections().stream()
                        .map(name -> rebuilding(name, erasure, statuses.get(name)))
                        .toList(),
                erasure.requestedAt(),
                erasure.keyDeletedAt(),
                erasure.doneAt());
    }

    private static Rebuilding rebuilding(String name, ErasureView erasure, @Nullable ProjectionStatus status) {
        if (erasure.rebuilt().contains(name)) {
            return new Rebuilding(name, "DONE", ALL);
        }
        Double percent = status == null ? null : status.percent();
        return percent == null ? new Rebuilding(name, "WAITING", 0) : new Rebuilding(name, REBUILDING, percent);
    }
}
