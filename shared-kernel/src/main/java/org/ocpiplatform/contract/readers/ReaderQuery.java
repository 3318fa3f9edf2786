package org.ocpiplatform.contract.readers;

/** What can be asked about readers. Nothing that was acknowledged is left out of an answer. */
public sealed interface ReaderQuery {

    /** The reader that presents a token with this hash; answered by an optional ReaderView. */
    record FindReaderByToken(String tokenHash) implements ReaderQuery {}

    /** One reader, unless it is revoked; answered by an optional ReaderView. */
    record FindReader(ReaderId readerId) implements ReaderQuery {}

    /** All readers of a kind that are not revoked, by name; answered by ReaderViews. */
    record ListReaders(ReaderKind kind) implements ReaderQuery {}
}
