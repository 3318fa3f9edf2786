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

/** Tariffs as CPOs publish them through this platform; the owning CPO's own system maintains them, which OCPI leaves open. */
@OcpiInterface(module = "tariffs", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping(TariffsSender.PATH)
final class TariffsSender {

    static final String PATH = "/ocpi/cpo/2.3.0/tariffs";

    private static final String TARIFF = "/{country_code}/{party_id}/{tariff_id}";

    private final TariffRequests tariffs;

    TariffsSender(TariffRequests tariffs) {
        this.tariffs = tariffs;
    }

    @GetMapping
    @Operation(summary = "The tariffs that are published here")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return tariffs.list(Side.CPO, exchange, query);
    }

    @GetMapping(TARIFF)
    @Operation(summary = "One tariff")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return tariffs.get(Side.CPO, exchange, path);
    }

    @PutMapping(TARIFF)
    @Operation(summary = "The owning CPO creates or replaces a tariff")
    @BodyExample("tariff")
    OcpiAnswer put(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return tariffs.put(Side.CPO, exchange, path, body);
    }

    @DeleteMapping(TARIFF)
    @Operation(summary = "The owning CPO withdraws a tariff")
    OcpiAnswer delete(OcpiExchange exchange, OwnerPath path) {
        return tariffs.delete(Side.CPO, exchange, path);
    }
}
