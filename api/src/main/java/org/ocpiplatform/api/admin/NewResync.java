package org.ocpiplatform.api.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.deliveries.ResyncCommand.StartResync;
import org.ocpiplatform.contract.partners.PartnerId;

/**
 * What an administrator says about a resync.
 *
 * @param module of the objects to compare; absent means all that can be compared
 * @param dateFrom objects updated at or after this instant; absent means from the first
 * @param dateTo objects updated before this instant; absent means up to the last
 */
record NewResync(
        @Nullable String module,
        @Nullable Instant dateFrom,
        @Nullable Instant dateTo) {

    /** One of everything, as an empty body means. */
    static final NewResync ALL = new NewResync(null, null, null);

    /**
     * The command that begins it.
     *
     * @throws Rejection if the module is not compared or the times are the wrong way round
     */
    StartResync of(PartnerId partner, String resyncId) {
        if (dateFrom != null && dateTo != null && !dateTo.isAfter(dateFrom)) {
            throw Rejection.invalid("date_to must be after date_from");
        }
        return new StartResync(
                resyncId,
                partner,
                module == null ? StartResync.COMPARED : List.of(Modules.among(module, StartResync.COMPARED)),
                dateFrom,
                dateTo);
    }

    /** Names of modules in requests of administrators. */
    static final class Modules {

        private Modules() {}

        /**
         * The kind of object with that name.
         *
         * @throws Rejection if there is none among those
         */
        static ObjectKind among(String name, List<ObjectKind> kinds) {
            return kinds.stream()
                    .filter(kind -> kind.segment().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Rejection.invalid("module must be one of "
                            + String.join(
                                    ", ",
                                    kinds.stream().map(ObjectKind::segment).toList())));
        }
    }
}
