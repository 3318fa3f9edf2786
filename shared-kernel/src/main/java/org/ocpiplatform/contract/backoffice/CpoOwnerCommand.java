package org.ocpiplatform.contract.backoffice;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.types.Image;

/** What can be asked of a company with a CPO on this platform; answered by a WriteResult. */
public sealed interface CpoOwnerCommand {

    /** The company that is meant. */
    CpoOwnerId cpoOwnerId();

    /**
     * Makes a company and its first user, who has the role {@link UserRole#CPO_OWNER}. The party id is derived from the
     * name. Refused as {@link org.ocpiplatform.contract.Rejection.Code#CONFLICT} if somebody has the username or the
     * e-mail address; the message begins with the name of the field.
     *
     * @param name what drivers know the CPO by
     * @param countryCode in which the party id is unique
     * @param ocppReady whether its charge points speak OCPP already
     * @param logo where it is to be had; none if there is none yet
     * @param expectedLogo name of the file that the company will upload, if it told
     * @param username unique in whatever case it is written
     * @param passwordHash of a slow hash
     * @param initialPassword the password if it was made here and the user must be told
     */
    record RegisterCpoOwner(
            @TargetAggregateIdentifier CpoOwnerId cpoOwnerId,
            String name,
            CiString countryCode,
            Contact contact,
            boolean ocppReady,
            @Nullable Image logo,
            @Nullable String expectedLogo,
            UserId userId,
            String username,
            String passwordHash,
            @Nullable SealedSecret initialPassword)
            implements CpoOwnerCommand {}

    /** Gives the CPO a logo in place of the one before. */
    record SetLogo(@TargetAggregateIdentifier CpoOwnerId cpoOwnerId, Image logo) implements CpoOwnerCommand {}
}
