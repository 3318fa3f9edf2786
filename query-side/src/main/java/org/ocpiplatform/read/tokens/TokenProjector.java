package org.ocpiplatform.read.tokens;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.privacy.PersonalData;
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
final class TokenProjector {

    private final Projection<Token> projection;

    TokenProjector(ObjectProjections objects) {
        projection = objects.register(ObjectShape.of(
                ObjectKind.TOKEN,
                Token.class,
                TokenEvent.class,
                TokenProjector::fold,
                Token::lastUpdated,
                (id, token) -> audience(id),
                TokenProjector::audiences));
    }

    @EventHandler
    void on(TokenEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    /** Nobody is shown a token whose driver was erased. */
    private static @Nullable Token fold(@Nullable Token current, TokenEvent event) {
        return PersonalData.isErasedId(event.tokenId().toString()) ? null : TokenFold.apply(current, event);
    }

    private static List<String> audience(ReplicaId id) {
        String owner = Audience.OWNER.on(id.side(), id.owner());
        return isPublished(id.side()) ? List.of(owner, Audience.CPOS.on(id.side())) : List.of(owner);
    }

    private static List<String> audiences(Side side, Caller caller) {
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
