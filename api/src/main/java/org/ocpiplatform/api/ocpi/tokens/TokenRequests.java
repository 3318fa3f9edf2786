package org.ocpiplatform.api.ocpi.tokens;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.tokens.TokenCommand.PatchToken;
import org.ocpiplatform.contract.tokens.TokenCommand.PutToken;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.tokens.AllowedType;
import org.ocpiplatform.ocpi.tokens.AuthorizationInfo;
import org.ocpiplatform.ocpi.tokens.LocationReferences;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.validation.Text;
import org.springframework.stereotype.Component;

/** Requests about Tokens, the same on either side: only the owning eMSP writes. */
@Component
final class TokenRequests {

    private static final ObjectKind KIND = ObjectKind.TOKEN;
    private static final int MAX_TYPE_LENGTH = 36;

    private final ObjectRequests objects;
    private final AuthorizationPolicy policy;

    TokenRequests(ObjectRequests objects, AuthorizationPolicy policy) {
        this.objects = objects;
        this.policy = policy;
    }

    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path, @Nullable String type) {
        return objects.get(typed(path.readable(side, KIND), typeOr(TokenType.RFID, type)), exchange);
    }

    /** A PUT that names no type is of the body's. */
    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, @Nullable String type, JsonBody body) {
        ReplicaId untyped = path.creatable(side, KIND, exchange.caller(), Role.EMSP);
        Token token = body.valid(Token.class);
        ReplicaId id = typed(untyped, typeOr(token.type(), type));
        return objects.write(id, exchange, new PutToken(id, token));
    }

    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, @Nullable String type, JsonBody body) {
        ReplicaId untyped = path.writable(side, KIND, exchange.caller(), Role.EMSP);
        ReplicaId id = typed(untyped, typeOr(TokenType.RFID, type));
        return objects.write(id, exchange, new PatchToken(id, body.object()));
    }

    OcpiAnswer authorize(Side side, OcpiExchange exchange, OwnerPath path, @Nullable String type, JsonBody body) {
        return authorize(typed(path.readable(side, KIND), typeOr(TokenType.RFID, type)), exchange, body);
    }

    /** The token of that uid, whoever owns it. */
    OcpiAnswer authorize(Side side, OcpiExchange exchange, ObjectId uid, @Nullable String type, JsonBody body) {
        TokenType tokenType = typeOr(TokenType.RFID, type);
        ReplicaId id = objects.named(
                KIND,
                side,
                TokenKey.id(uid.readable(KIND), tokenType),
                exchange,
                Rejection.Code.NOT_ENOUGH_INFORMATION);
        return authorize(id, exchange, body);
    }

    private OcpiAnswer authorize(ReplicaId id, OcpiExchange exchange, JsonBody body) {
        Token token = OcpiJson.mapper().readValue(objects.find(id, exchange), Token.class);
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

    private static ReplicaId typed(ReplicaId untyped, TokenType type) {
        return TokenKey.of(untyped.side(), untyped.owner(), untyped.id(), type);
    }

    private static TokenType typeOr(TokenType absent, @Nullable String given) {
        if (given == null) {
            return absent;
        }
        if (!Text.Validator.fits(given, 1, MAX_TYPE_LENGTH)) {
            throw Rejection.invalid("type must be 1 to " + MAX_TYPE_LENGTH + " characters without control characters");
        }
        return new TokenType(given);
    }
}
