package org.ocpiplatform.contract.backoffice;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.secrets.Secret;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.types.Image;

/** What happened to a company with a CPO on this platform. */
public sealed interface CpoOwnerEvent {

    /** The company it happened to. */
    CpoOwnerId cpoOwnerId();

    /**
     * A company registered; this platform acts for its CPO from now on.
     *
     * @param party the CPO
     * @param logo where it is to be had; none if there is none yet
     * @param expectedLogo name of the file that the company will upload, if it told
     */
    @Revision("1")
    @StoredType("cpo_owners.registered")
    record CpoOwnerRegistered(
            CpoOwnerId cpoOwnerId,
            PartyId party,
            String name,
            Contact contact,
            boolean ocppReady,
            @Nullable Image logo,
            @Nullable String expectedLogo)
            implements CpoOwnerEvent {}

    /** Somebody can log in for the company. */
    @Revision("1")
    @StoredType("cpo_owners.user_added")
    record UserAdded(
            CpoOwnerId cpoOwnerId,
            UserId userId,
            String username,
            @Secret String passwordHash) implements CpoOwnerEvent {}

    /** The CPO has another logo. */
    @Revision("1")
    @StoredType("cpo_owners.logo_set")
    record LogoSet(CpoOwnerId cpoOwnerId, Image logo) implements CpoOwnerEvent {}
}
