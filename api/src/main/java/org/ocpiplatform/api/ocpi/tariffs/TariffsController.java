package org.ocpiplatform.api.ocpi.tariffs;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.tariffs.TariffCommand.PutTariff;
import org.ocpiplatform.contract.tariffs.TariffCommand.WithdrawTariff;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Tariffs as CPOs publish them through this platform, and as they push them to the eMSPs on it. Only the owning CPO
 * writes; that it may where it publishes OCPI leaves open.
 */
@OcpiInterface(module = "tariffs", role = InterfaceRole.SENDER, side = Side.CPO)
@OcpiInterface(module = "tariffs", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping({"/ocpi/cpo/2.3.0/tariffs", "/ocpi/emsp/2.3.0/tariffs"})
final class TariffsController {

    private static final ObjectKind KIND = ObjectKind.TARIFF;
    private static final String TARIFF = "/{country_code}/{party_id}/{tariff_id}";

    private final ObjectRequests objects;

    TariffsController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping
    @Operation(summary = "The tariffs that are published here, or the copies of the caller's")
    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    @GetMapping(TARIFF)
    @Operation(summary = "One tariff")
    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    @PutMapping(TARIFF)
    @Operation(summary = "The owning CPO creates or replaces a tariff")
    @BodyExample("tariff")
    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutTariff(id, body.valid(Tariff.class)));
    }

    @DeleteMapping(TARIFF)
    @Operation(summary = "The owning CPO withdraws a tariff")
    OcpiAnswer delete(Side side, OcpiExchange exchange, OwnerPath path) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new WithdrawTariff(id));
    }
}
