package org.ocpiplatform.api.ocpi.tokens;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tokens.AllowedType;
import org.ocpiplatform.ocpi.tokens.AuthorizationInfo;
import org.ocpiplatform.ocpi.tokens.LocationReferences;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What CPOs ask of the tokens that eMSPs publish here: which there are, and whether one may charge. */
@OcpiInterface(module = "tokens", role = InterfaceRole.SENDER, side = Side.EMSP)
@RequestMapping("/ocpi/emsp/2.3.0/tokens")
final class PublishedTokensController {

    private static final ObjectKind KIND = ObjectKind.TOKEN;

    private final ObjectRequests objects;
    private final AuthorizationPolicy policy;

    PublishedTokensController(ObjectRequests objects, AuthorizationPolicy policy) {
        this.objects = objects;
        this.policy = policy;
    }

    @GetMapping
    @Operation(summary = "The tokens that are published here")
    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    @PostMapping("/{country_code}/{party_id}/{token_uid}/authorize")
    @Operation(summary = "A CPO asks whether a token may charge; type is RFID if absent")
    @BodyExample(value = "location-references", required = false)
    OcpiAnswer authorize(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @RequestParam(required = false, name = "type") @Nullable String type,
            JsonBody body) {
        return authorize(TypeQuery.typed(path.readable(side, KIND), type, TokenType.RFID), exchange, body);
    }

    @PostMapping("/{token_uid}/authorize")
    @Operation(summary = "A CPO asks whether the token of a uid may charge, whoever owns it; type is RFID if absent")
    @BodyExample(value = "location-references", required = false)
    OcpiAnswer authorize(
            Side side,
            OcpiExchange exchange,
            ObjectId uid,
            @RequestParam(required = false, name = "type") @Nullable String type,
            JsonBody body) {
        ReplicaId id = objects.named(
                KIND,
                side,
                TokenKey.id(uid.readable(KIND), TypeQuery.type(type, TokenType.RFID)),
                exchange,
                Rejection.Code.NOT_ENOUGH_INFORMATION);
        return authorize(id, exchange, body);
    }

    private OcpiAnswer authorize(ReplicaId id, OcpiExchange exchange, JsonBody body) {
        Token token = objects.find(id, exchange).read(Token.class);
        Optional<LocationReferences> location = body.validIfPresent(LocationReferences.class);
        if (location.isEmpty() && policy.locationRequired().contains(id.owner())) {
            throw new Rejection(
                    Rejection.Code.NOT_ENOUGH_INFORMATION, "this eMSP needs to know where the token is presented");
        }
        AuthorizationInfo info = Boolean.TRUE.equals(token.valid())
                ? new AuthorizationInfo(AllowedType.ALLOWED, token, location.orElse(null), null, null, Map.of())
                : new AuthorizationInfo(AllowedType.BLOCKED, token, null, null, null, Map.of());
        return OcpiAnswer.value(info);
    }
}
