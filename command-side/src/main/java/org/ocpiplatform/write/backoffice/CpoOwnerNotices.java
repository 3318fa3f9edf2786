package org.ocpiplatform.write.backoffice;

import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.ocpi.PartyId;

/** Tells a company what no answer may hold. By default {@link NoticeFiles}. */
public interface CpoOwnerNotices {

    /**
     * Has the company told of the password that was made for its first user. Called just before the company is stored,
     * and again if another party id has to be found; if it throws, the company is not stored.
     */
    void initialPassword(InitialPassword notice);

    /**
     * What the company must know to log in.
     *
     * @param name of the company
     */
    record InitialPassword(
            CpoOwnerId cpoOwnerId, PartyId party, String name, String username, String email, SealedSecret password) {}
}
