package org.ocpiplatform.contract.privacy;

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
     * @param name of the {@link Person}
     */
    record Known(PersonKey key, String name) {}
}
