package org.ocpiplatform.api.backoffice;

/** Logins fail too often; answered with 429. */
public final class TooManyAttempts extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /**
     * A refusal.
     *
     * @param retryAfterSeconds until another attempt is looked at
     */
    public TooManyAttempts(long retryAfterSeconds) {
        super("too many failed logins; please try again later", null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Seconds until another attempt is looked at. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The text for the caller; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
