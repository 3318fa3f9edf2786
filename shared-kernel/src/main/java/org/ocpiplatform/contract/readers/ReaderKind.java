package org.ocpiplatform.contract.readers;

/** What somebody may read. */
public enum ReaderKind {
    /** The streams of changes. */
    CONSUMER("consumer"),
    /** The history of everything, and the proofs that it was not altered. */
    AUDITOR("auditor");

    private final String noun;

    ReaderKind(String noun) {
        this.noun = noun;
    }

    /** What one of them is called in messages. */
    public String noun() {
        return noun;
    }
}
