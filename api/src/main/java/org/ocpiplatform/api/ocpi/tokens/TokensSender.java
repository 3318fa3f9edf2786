package org.ocpiplatform.api.ocpi.tokens;

import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Tokens as eMSPs publish them through this platform: CPOs poll them and ask whether one may charge; the owning eMSP's
 * own system maintains them, which OCPI leaves open.
 */
@OcpiInterface(module = "tokens", role = InterfaceRole.SENDER, side = Side.EMSP)
@RequestMapping(TokensSender.PATH)
final class TokensSender {

    static final String PATH = "/ocpi/emsp/2.3.0/tokens";

    private static final String TOKEN = "/{country_code}/{party_id}/{token_uid}";

    private final TokenRequests tokens;

    TokensSender(TokenRequests tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Operation(summary = "The tokens that are published here")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return tokens.list(Side.EMSP, exchange, query);
    }

    @GetMapping(TOKEN)
    @Operation(summary = "One token; type is RFID if absent")
    OcpiAnswer get(
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type) {
        return tokens.get(Side.EMSP, exchange, path, type);
    }

    @PutMapping(TOKEN)
    @Operation(summary = "The owning eMSP maintains a whole token; type is the body's if absent")
    @BodyExample("token")
    OcpiAnswer put(
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type,
            JsonBody body) {
        return tokens.put(Side.EMSP, exchange, path, type, body);
    }

    @PatchMapping(TOKEN)
    @Operation(summary = "The owning eMSP maintains changed fields of a token; type is RFID if absent")
    @BodyExample("token-patch")
    OcpiAnswer patch(
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type,
            JsonBody body) {
        return tokens.patch(Side.EMSP, exchange, path, type, body);
    }

    @PostMapping(TOKEN + "/authorize")
    @Operation(summary = "A CPO asks whether a token may charge; type is RFID if absent")
    @BodyExample(value = "location-references", required = false)
    OcpiAnswer authorize(
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type,
            JsonBody body) {
        return tokens.authorize(Side.EMSP, exchange, path, type, body);
    }

    @PostMapping("/{token_uid}/authorize")
    @Operation(summary = "A CPO asks whether the token of a uid may charge, whoever owns it; type is RFID if absent")
    @BodyExample(value = "location-references", required = false)
    OcpiAnswer authorize(
            OcpiExchange exchange,
            ObjectId uid,
            @RequestParam(required = false, name = "type") @Nullable String type,
            JsonBody body) {
        return tokens.authorize(Side.EMSP, exchange, uid, type, body);
    }
}
