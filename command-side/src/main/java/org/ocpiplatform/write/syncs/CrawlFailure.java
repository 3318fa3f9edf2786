package org.ocpiplatform.write.syncs;

/** A list could not be read to its end; the message tells an administrator why. */
final class CrawlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String step;

    CrawlFailure(String step, String reason) {
        super(reason, null, false, false);
        this.step = step;
    }

    /** What was being done. */
    String step() {
        return step;
    }

    /** Why it failed; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
