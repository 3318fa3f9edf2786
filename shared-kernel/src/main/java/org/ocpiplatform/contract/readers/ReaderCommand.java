package org.ocpiplatform.contract.readers;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.contract.secrets.SealedSecret;

/**
 * What can be asked of a reader. Each is answered by a {@link org.ocpiplatform.contract.WriteResult}, and rejected as
 * unknown if the reader is revoked or of another kind. A token hash is that of the token that the reader presents.
 */
public sealed interface ReaderCommand {

    /** The reader that is meant. */
    ReaderId readerId();

    /** The kind that it is expected to be of. */
    ReaderKind kind();

    /**
     * Lets somebody read.
     *
     * @param modules that it may read of; all if empty
     * @param pseudonymKey in Base64, what its pseudonyms are made with; none if it is told everything
     */
    record AdmitReader(
            @TargetAggregateIdentifier ReaderId readerId,
            ReaderKind kind,
            String name,
            List<String> modules,
            Privacy privacy,
            String tokenHash,
            @Nullable SealedSecret pseudonymKey)
            implements ReaderCommand {}

    /** Gives a reader another token; the one of before is worth nothing from then on. */
    record ReplaceReaderToken(@TargetAggregateIdentifier ReaderId readerId, ReaderKind kind, String tokenHash)
            implements ReaderCommand {}

    /** Lets somebody read no longer. */
    record RevokeReader(@TargetAggregateIdentifier ReaderId readerId, ReaderKind kind) implements ReaderCommand {}
}
