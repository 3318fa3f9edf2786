package org.ocpiplatform.api.ocpi.tokens;

import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tokens as eMSPs push them to the CPOs on this platform. */
@OcpiInterface(module = "tokens", role = InterfaceRole.RECEIVER, side = Side.CPO)
@RequestMapping(TokensReceiver.PATH)
final class TokensReceiver {

    static final String PATH = "/ocpi/cpo/2.3.0/tokens";

    private static final String TOKEN = "/{country_code}/{party_id}/{token_uid}";

    private final TokenRequests tokens;

    TokensReceiver(TokenRequests tokens) {
        this.tokens = tokens;
    }

    @GetMapping(TOKEN)
    @Operation(summary = "The copy of one token; type is RFID if absent")
    OcpiAnswer get(
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type) {
        return tokens.get(Side.CPO, exchange, path, type);
    }

    @PutMapping(TOKEN)
    @Operation(summary = "The owning eMSP pushes a whole token; type is the body's if absent")
    @BodyExample("token")
    OcpiAnswer put(
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type,
            JsonBody body) {
        return tokens.put(Side.CPO, exchange, path, type, body);
    }

    @PatchMapping(TOKEN)
    @Operation(summary = "The owning eMSP pushes changed fields of a token; type is RFID if absent")
    @BodyExample("token-patch")
    OcpiAnswer patch(
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type,
            JsonBody body) {
        return tokens.patch(Side.CPO, exchange, path, type, body);
    }
}
