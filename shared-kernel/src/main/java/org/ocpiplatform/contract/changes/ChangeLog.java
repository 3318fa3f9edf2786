package org.ocpiplatform.contract.changes;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.secrets.SealedSecret;

/** All changes of OCPI objects, from the first on. */
public interface ChangeLog {

    /** The position of the last event that is committed; 0 if there is none. */
    long head();

    /**
     * A reader of the changes that follow on a position.
     *
     * @param modules names of those that are of interest; all if empty
     * @param pseudonymKey in Base64, what pseudonyms in the place of drivers are made with; none if everything is told
     * @throws org.ocpiplatform.contract.Rejection if the platform is stopping
     */
    ChangeReader open(long after, Set<String> modules, @Nullable SealedSecret pseudonymKey);
}
