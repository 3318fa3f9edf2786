package org.ocpiplatform.contract.readers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.ocpi.json.Extensions;

/**
 * Somebody who may read; never with a token.
 *
 * @param modules that it may read of; all if empty
 * @param tokenIssuedAt when the token that it presents was issued
 * @param pseudonymKey in Base64, what its pseudonyms are made with; none if it is told everything
 */
public record ReaderView(
        ReaderId id,
        ReaderKind kind,
        String name,
        List<String> modules,
        Privacy privacy,
        Instant admittedAt,
        Instant tokenIssuedAt,
        @Nullable SealedSecret pseudonymKey) {

    public ReaderView {
        modules = Extensions.listOf(modules);
    }

    /** The same reader with a token of that time. */
    public ReaderView withTokenOf(Instant time) {
        return new ReaderView(id, kind, name, modules, privacy, admittedAt, time, pseudonymKey);
    }
}
