package org.ocpiplatform.contract.tariffs;

import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.tariffs.Tariff;

/** What happened to a Tariff. */
public sealed interface TariffEvent {

    /** The tariff it happened to. */
    ReplicaId tariffId();

    /** The tariff was created, or replaced as a whole. */
    @Revision("1")
    @StoredType("tariffs.replaced")
    record TariffReplaced(ReplicaId tariffId, Tariff tariff) implements TariffEvent {}

    /** The tariff was withdrawn. */
    @Revision("1")
    @StoredType("tariffs.withdrawn")
    record TariffWithdrawn(ReplicaId tariffId) implements TariffEvent {}
}
