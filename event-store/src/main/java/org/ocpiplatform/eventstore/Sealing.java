package org.ocpiplatform.eventstore;

import java.util.Collection;
import java.util.Optional;

/**
 * What is between events as they are told and as they are stored. Whoever asks the store for events, by identifiers of
 * aggregates or one after the other, is told what was published, as far as that can still be read; hashes are made of
 * what is stored.
 *
 * <p>An identifier may have another form where it is stored. Such an identifier is called personal.
 */
public interface Sealing {

    /** A payload as it is to be stored. */
    byte[] seal(byte[] payload);

    /**
     * What was made of stored payloads, as it is to be stored beside them: under the keys that they are sealed under.
     *
     * @param stored what it was made of, as it is stored
     * @return none if one of those keys is gone, or another one is called for
     */
    Optional<byte[]> sealAgain(byte[] payload, Collection<byte[]> stored);

    /** A payload as it was before it was sealed, as far as that can still be read. */
    byte[] open(byte[] stored);

    /** Whether an identifier may be stored in another form. */
    boolean isPersonal(String aggregateId);

    /** An identifier as it is to be stored; the same as long as nothing is {@linkplain #forget forgotten} of it. */
    String sealId(String aggregateId);

    /** An identifier as it may be stored already; none if nothing can be stored under it. */
    Optional<String> findId(String aggregateId);

    /** An identifier as it was before it was sealed, as far as that can still be read. */
    String openId(String stored);

    /** Makes ready to open many payloads. */
    void expect(Collection<byte[]> stored);

    /** Something that was sealed cannot be read any more: what is remembered of that must not be used any longer. */
    void forget();

    /** Stores everything as it is. */
    Sealing NONE = new Sealing() {
        @Override
        public byte[] seal(byte[] payload) {
            return payload;
        }

        @Override
        public Optional<byte[]> sealAgain(byte[] payload, Collection<byte[]> stored) {
            return Optional.of(payload);
        }

        @Override
        public byte[] open(byte[] stored) {
            return stored;
        }

        @Override
        public boolean isPersonal(String aggregateId) {
            return false;
        }

        @Override
        public String sealId(String aggregateId) {
            return aggregateId;
        }

        @Override
        public Optional<String> findId(String aggregateId) {
            return Optional.of(aggregateId);
        }

        @Override
        public String openId(String stored) {
            return stored;
        }

        @Override
        public void expect(Collection<byte[]> stored) {}

        @Override
        public void forget() {}
    };
}
