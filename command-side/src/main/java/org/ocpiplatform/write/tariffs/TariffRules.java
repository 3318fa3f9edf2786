package org.ocpiplatform.write.tariffs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.tariffs.TariffCommand.PutTariff;
import org.ocpiplatform.contract.tariffs.TariffCommand.WithdrawTariff;
import org.ocpiplatform.contract.tariffs.TariffEvent;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffReplaced;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffWithdrawn;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Writes;

/** When a Tariff may change (OCPI 2.3.0, chapter Tariffs). */
final class TariffRules {

    private TariffRules() {}

    static List<TariffEvent> put(@Nullable Tariff current, PutTariff command) {
        Tariff incoming = Validation.valid(command.tariff());
        Writes.requireSameIdentity(command.tariffId(), incoming.owner(), incoming.id());
        return Writes.put(current, incoming, Tariff::lastUpdated, new TariffReplaced(command.tariffId(), incoming));
    }

    static List<TariffEvent> withdraw(@Nullable Tariff current, WithdrawTariff command) {
        Writes.existing(current, command.tariffId());
        return List.of(new TariffWithdrawn(command.tariffId()));
    }
}
