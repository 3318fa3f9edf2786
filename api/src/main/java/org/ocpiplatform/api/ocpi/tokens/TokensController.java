package org.ocpiplatform.api.ocpi.tokens;

import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.tokens.TokenCommand.PatchToken;
import org.ocpiplatform.contract.tokens.TokenCommand.PutToken;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Tokens as eMSPs publish them through this platform, and as they push them to the CPOs on it. Only the owning eMSP
 * writes; that it may where it publishes OCPI leaves open.
 */
@OcpiInterface(module = "tokens", role = InterfaceRole.SENDER, side = Side.EMSP)
@OcpiInterface(module = "tokens", role = InterfaceRole.RECEIVER, side = Side.CPO)
@RequestMapping({"/ocpi/cpo/2.3.0/tokens", "/ocpi/emsp/2.3.0/tokens"})
final class TokensController {

    private static final ObjectKind KIND = ObjectKind.TOKEN;
    private static final String TOKEN = "/{country_code}/{party_id}/{token_uid}";

    private final ObjectRequests objects;

    TokensController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping(TOKEN)
    @Operation(summary = "One token; type is RFID if absent")
    OcpiAnswer get(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type) {
        return objects.get(TypeQuery.typed(path.readable(side, KIND), type, TokenType.RFID), exchange);
    }

    @PutMapping(TOKEN)
    @Operation(summary = "The owning eMSP creates or replaces a token; type is the body's if absent")
    @BodyExample("token")
    OcpiAnswer put(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type,
            JsonBody body) {
        ReplicaId untyped = path.creatable(side, KIND, exchange.caller(), Role.EMSP);
        Token token = body.valid(Token.class);
        ReplicaId id = TypeQuery.typed(untyped, type, token.type());
        return objects.write(id, exchange, new PutToken(id, token));
    }

    @PatchMapping(TOKEN)
    @Operation(summary = "The owning eMSP changes fields of a token; type is RFID if absent")
    @BodyExample("token-patch")
    OcpiAnswer patch(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type,
            JsonBody body) {
        ReplicaId untyped = path.writable(side, KIND, exchange.caller(), Role.EMSP);
        ReplicaId id = TypeQuery.typed(untyped, type, TokenType.RFID);
        return objects.write(id, exchange, new PatchToken(id, body.object()));
    }
}
