package org.ocpiplatform.contract.privacy;

/** The keys of persons were made with another secret key of the platform. */
public final class WrongSecretKeyException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    WrongSecretKeyException(Throwable cause) {
        super(
                "the keys of drivers in the event store cannot be read: the secret key is not the one that they were made"
                        + " with; all nodes need the same ocpi.secret-key; restore it, or <data-dir>/secret-key",
                cause);
    }
}
