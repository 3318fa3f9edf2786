package org.ocpiplatform.contract.readers;

import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.contract.secrets.Secret;
import org.ocpiplatform.ocpi.json.Extensions;

/** What happened to a reader. A token hash is that of the token that the reader presents. */
public sealed interface ReaderEvent {

    /** The reader it happened to. */
    ReaderId readerId();

    /**
     * An administrator let somebody read.
     *
     * @param modules that it may read of; all if empty
     * @param pseudonymKey in Base64, what its pseudonyms are made with; none if it is told everything
     */
    @Revision("1")
    @StoredType("readers.admitted")
    record ReaderAdmitted(
            ReaderId readerId,
            ReaderKind kind,
            String name,
            List<String> modules,
            Privacy privacy,
            @Secret String tokenHash,
            @Nullable SealedSecret pseudonymKey)
            implements ReaderEvent {

        public ReaderAdmitted {
            modules = Extensions.listOf(modules);
        }
    }

    /** The reader was given another token; the one of before is worth nothing from then on. */
    @Revision("1")
    @StoredType("readers.token_replaced")
    record ReaderTokenReplaced(ReaderId readerId, @Secret String tokenHash) implements ReaderEvent {}

    /** The reader may read no longer. */
    @Revision("1")
    @StoredType("readers.revoked")
    record ReaderRevoked(ReaderId readerId) implements ReaderEvent {}
}
