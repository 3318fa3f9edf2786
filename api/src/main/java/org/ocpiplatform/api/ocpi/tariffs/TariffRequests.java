package org.ocpiplatform.api.ocpi.tariffs;

import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.tariffs.TariffCommand.PutTariff;
import org.ocpiplatform.contract.tariffs.TariffCommand.WithdrawTariff;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.springframework.stereotype.Component;

/** Requests about Tariffs, the same on either side: only the owning CPO writes. */
@Component
final class TariffRequests {

    private static final ObjectKind KIND = ObjectKind.TARIFF;

    private final ObjectRequests objects;

    TariffRequests(ObjectRequests objects) {
        this.objects = objects;
    }

    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutTariff(id, body.valid(Tariff.class)));
    }

    OcpiAnswer delete(Side side, OcpiExchange exchange, OwnerPath path) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new WithdrawTariff(id));
    }
}
