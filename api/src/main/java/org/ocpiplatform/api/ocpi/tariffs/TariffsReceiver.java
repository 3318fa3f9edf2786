package org.ocpiplatform.api.ocpi.tariffs;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Tariffs as CPOs push them to the eMSPs on this platform. */
@OcpiInterface(module = "tariffs", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping(TariffsReceiver.PATH)
final class TariffsReceiver {

    static final String PATH = "/ocpi/emsp/2.3.0/tariffs";

    private static final String TARIFF = "/{country_code}/{party_id}/{tariff_id}";

    private final TariffRequests tariffs;

    TariffsReceiver(TariffRequests tariffs) {
        this.tariffs = tariffs;
    }

    @GetMapping
    @Operation(summary = "The copies of the caller's tariffs")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return tariffs.list(Side.EMSP, exchange, query);
    }

    @GetMapping(TARIFF)
    @Operation(summary = "The copy of one tariff")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return tariffs.get(Side.EMSP, exchange, path);
    }

    @PutMapping(TARIFF)
    @Operation(summary = "The owning CPO pushes a whole tariff")
    @BodyExample("tariff")
    OcpiAnswer put(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return tariffs.put(Side.EMSP, exchange, path, body);
    }

    @DeleteMapping(TARIFF)
    @Operation(summary = "The owning CPO withdraws a tariff")
    OcpiAnswer delete(OcpiExchange exchange, OwnerPath path) {
        return tariffs.delete(Side.EMSP, exchange, path);
    }
}
