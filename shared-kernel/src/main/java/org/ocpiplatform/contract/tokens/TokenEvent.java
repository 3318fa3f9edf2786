package org.ocpiplatform.contract.tokens;

import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.tokens.Token;
import tools.jackson.databind.node.ObjectNode;

/** What happened to a Token. */
public sealed interface TokenEvent {

    /** The token it happened to; see {@link TokenKey}. */
    ReplicaId tokenId();

    /** The token was created, or replaced as a whole. */
    @Revision("1")
    @StoredType("tokens.replaced")
    record TokenReplaced(ReplicaId tokenId, Token token) implements TokenEvent {}

    /**
     * Fields of the token were changed.
     *
     * @param patch the fields as the partner sent them, without nulls
     */
    @Revision("1")
    @StoredType("tokens.patched")
    record TokenPatched(ReplicaId tokenId, ObjectNode patch) implements TokenEvent {}
}
