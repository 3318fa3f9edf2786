package org.ocpiplatform.contract.tariffs;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffReplaced;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffWithdrawn;
import org.ocpiplatform.ocpi.tariffs.Tariff;

/** The state of a Tariff after its events; the aggregate, the projector and the audit all use this one fold. */
public final class TariffFold {

    private TariffFold() {}

    /**
     * The tariff after one more event; null once it is withdrawn.
     *
     * @param current the tariff before it; null before the first, and after a withdrawal
     */
    public static @Nullable Tariff apply(@Nullable Tariff current, TariffEvent event) {
        return switch (event) {
            case TariffReplaced replaced -> replaced.tariff();
            case TariffWithdrawn withdrawn -> null;
        };
    }
}
