package org.ocpiplatform.write.syncs;

/** Texts of partners that administrators are shown. */
final class SyncTexts {

    private static final int MAX_LENGTH = 500;

    private SyncTexts() {}

    /** The text, bounded, with question marks in place of what cannot be shown. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > MAX_LENGTH ? shown + "…" : shown.toString();
    }
}
