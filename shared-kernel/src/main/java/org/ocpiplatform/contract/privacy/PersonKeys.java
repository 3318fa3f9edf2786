package org.ocpiplatform.contract.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The keys of all persons. */
public interface PersonKeys {

    /** The key of a person, which is made if there is none. */
    PersonKey of(Person person);

    /** The key of a person; none if there is none. */
    Optional<PersonKey> find(Person person);

    /** The key of an id; none if it has been deleted. */
    Optional<Known> byId(String keyId);

    /** Reads several keys at once that are about to be asked for. */
    void expect(Set<String> keyIds);

    /**
     * A key, and whose it is.
     *
     * @param sealedName which only identifiers need, so that it is read when it is asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Known(PersonKey key, byte[] sealedName) {

        /** The name of the {@link Person}. */
        public String name() {
            return new String(key.open(sealedName), StandardCharsets.UTF_8);
        }
    }
}
