package org.ocpiplatform.contract.tokens;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenPatched;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenReplaced;
import org.ocpiplatform.ocpi.json.RecordPatch;
import org.ocpiplatform.ocpi.tokens.Token;
import tools.jackson.databind.node.ObjectNode;

/** The state of a Token after its events; the aggregate, the projector and the audit all use this one fold. */
public final class TokenFold {

    private static final RecordPatch<Token> PATCH = RecordPatch.of(MethodHandles.lookup(), Token.class, Map.of());

    private TokenFold() {}

    /**
     * The token after one more event.
     *
     * @param current the token before it; null before the first
     */
    public static Token apply(@Nullable Token current, TokenEvent event) {
        return switch (event) {
            case TokenReplaced replaced -> replaced.token();
            case TokenPatched patched -> {
                if (current == null) {
                    throw new IllegalStateException(event.tokenId() + " begins with " + event);
                }
                yield patch(current, patched.patch());
            }
        };
    }

    /** The token with the fields of a patch; not validated. */
    public static Token patch(Token current, ObjectNode patch) {
        return PATCH.apply(current, patch);
    }
}
