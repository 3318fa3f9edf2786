package org.ocpiplatform.contract.tokens;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.tokens.Token;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of a Token; every command is answered by a {@link org.ocpiplatform.contract.WriteResult}. */
public sealed interface TokenCommand {

    /** The token that is meant; see {@link TokenKey}. */
    ReplicaId tokenId();

    /**
     * Creates or replaces a token.
     *
     * @param token a valid object, whole
     */
    record PutToken(@TargetAggregateIdentifier ReplicaId tokenId, Token token) implements TokenCommand {}

    /**
     * Changes fields of a token.
     *
     * @param patch the fields to change, with {@code last_updated}
     */
    record PatchToken(@TargetAggregateIdentifier ReplicaId tokenId, ObjectNode patch) implements TokenCommand {}
}
