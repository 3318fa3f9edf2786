package org.ocpiplatform.write.tokens;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.tokens.TokenCommand.PatchToken;
import org.ocpiplatform.contract.tokens.TokenCommand.PutToken;
import org.ocpiplatform.contract.tokens.TokenEvent;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenPatched;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenReplaced;
import org.ocpiplatform.contract.tokens.TokenFold;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Writes;
import tools.jackson.databind.node.ObjectNode;

/** When a Token may change (OCPI 2.3.0, chapter Tokens). */
final class TokenRules {

    private TokenRules() {}

    static List<TokenEvent> put(@Nullable Token current, PutToken command) {
        Token incoming = Validation.valid(command.token());
        requireSameIdentity(command.tokenId(), incoming);
        return Writes.put(current, incoming, Token::lastUpdated, new TokenReplaced(command.tokenId(), incoming));
    }

    static List<TokenEvent> patch(@Nullable Token current, PatchToken command) {
        Token known = Writes.existing(current, command.tokenId());
        ObjectNode patch = Writes.patch(command.patch());
        Token incoming = Validation.valid(TokenFold.patch(known, patch));
        requireSameIdentity(command.tokenId(), incoming);
        return Writes.put(known, incoming, Token::lastUpdated, new TokenPatched(command.tokenId(), patch));
    }

    private static void requireSameIdentity(ReplicaId tokenId, Token incoming) {
        Writes.requireSameOwner(tokenId, incoming.owner());
        if (!tokenId.id().equals(TokenKey.id(incoming.uid(), incoming.type()))) {
            throw Rejection.invalid(
                    "uid " + incoming.uid() + " of type " + incoming.type().value() + " is not the token of the URL");
        }
    }
}
