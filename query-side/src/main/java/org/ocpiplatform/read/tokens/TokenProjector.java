package org.ocpiplatform.read.tokens;

import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.tokens.TokenEvent;
import org.ocpiplatform.contract.tokens.TokenFold;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.read.objects.Audience;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ObjectShape;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Tokens as partners see them: the owner, and every CPO those that eMSPs publish here. */
@Component
@ProcessingGroup("tokens")
final class TokenProjector implements ObjectShape<Token> {

    private final Projection<Token> projection;

    TokenProjector(ObjectProjections objects) {
        projection = objects.register(this);
    }

    @EventHandler
    void on(TokenEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.TOKEN;
    }

    @Override
    public Class<?> eventType() {
        return TokenEvent.class;
    }

    @Override
    public Token fold(@Nullable Token current, Object event) {
        return TokenFold.apply(current, (TokenEvent) event);
    }

    @Override
    public Class<Token> stateType() {
        return Token.class;
    }

    @Override
    public Instant lastUpdated(Token state) {
        return state.lastUpdated();
    }

    @Override
    public List<String> audience(ReplicaId id, Token state) {
        String owner = Audience.OWNER.on(id.side(), id.owner());
        return isPublished(id.side()) ? List.of(owner, Audience.CPOS.on(id.side())) : List.of(owner);
    }

    @Override
    public List<String> audiences(Side side, Caller caller) {
        if (isPublished(side) && !caller.parties(Role.CPO).isEmpty()) {
            // It sees its own among those of all, so one audience is enough.
            return List.of(Audience.CPOS.on(side));
        }
        return Audience.OWNER.on(side, caller.parties(Role.EMSP));
    }

    private static boolean isPublished(Side side) {
        return side == Side.EMSP;
    }
}
