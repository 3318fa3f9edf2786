package org.ocpiplatform.app;

/** The settings of the read store cannot be used; the message tells the operator why, and never a secret. */
final class UnusableReadStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableReadStoreException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
