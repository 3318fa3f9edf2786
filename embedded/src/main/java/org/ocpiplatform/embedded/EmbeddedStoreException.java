package org.ocpiplatform.embedded;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** An embedded store cannot be used; the message is one sentence that says why and what to do. */
public final class EmbeddedStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddedStoreException(String sentence) {
        this(sentence, null);
    }

    public EmbeddedStoreException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** The reason inside a file system failure, whose own message is often no more than a path. */
    public static String reason(Exception failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = failure instanceof FileSystemException fileSystem && fileSystem.getReason() != null
                ? fileSystem.getReason()
                : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
