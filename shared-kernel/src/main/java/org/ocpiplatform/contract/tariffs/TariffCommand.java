package org.ocpiplatform.contract.tariffs;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.tariffs.Tariff;

/** What can be asked of a Tariff; every command is answered by a {@link org.ocpiplatform.contract.WriteResult}. */
public sealed interface TariffCommand {

    /** The tariff that is meant. */
    ReplicaId tariffId();

    /**
     * Creates or replaces a tariff, also one that was withdrawn.
     *
     * @param tariff a valid object, whole
     */
    record PutTariff(@TargetAggregateIdentifier ReplicaId tariffId, Tariff tariff) implements TariffCommand {}

    /** Withdraws a tariff: it is no longer used, now or later. */
    record WithdrawTariff(@TargetAggregateIdentifier ReplicaId tariffId) implements TariffCommand {}
}
