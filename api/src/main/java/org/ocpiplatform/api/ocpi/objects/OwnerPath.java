package org.ocpiplatform.api.ocpi.objects;

import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;

/**
 * The path of an object in its owner form: {@code /{country_code}/{party_id}/{id}}. A text that can be no id names
 * nothing; only who wants to create such an object is told what is wrong with it.
 *
 * @param owner the party that owns the object
 * @param id the object's own id
 */
public record OwnerPath(PartyId owner, CiString id) {

    /** Whether the first segment can be a country code: it has exactly two letters. */
    public boolean namesOwner() {
        String country = owner.countryCode().key();
        return country.length() == 2 && country.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    /**
     * The object to read.
     *
     * @throws Rejection if the path can name nothing
     */
    public ReplicaId readable(Side side, ObjectKind kind) {
        if (!isParty(owner) || !IdText.fits(id, kind.maxIdLength())) {
            throw kind.notFound();
        }
        return new ReplicaId(side, kind, owner, id);
    }

    /**
     * An object that the caller may change.
     *
     * @param role in which the caller must speak for the owner
     * @throws Rejection if the owner is none of the caller's parties, or the path can name nothing
     */
    public ReplicaId writable(Side side, ObjectKind kind, Caller caller, Role role) {
        requireOwnedBy(caller, role, kind);
        return readable(side, kind);
    }

    /** Like {@link #writable}, but of an object that may not exist yet. */
    public ReplicaId creatable(Side side, ObjectKind kind, Caller caller, Role role) {
        requireOwnedBy(caller, role, kind);
        return new ReplicaId(side, kind, owner, IdText.creatable("the id", id, kind.maxIdLength()));
    }

    private void requireOwnedBy(Caller caller, Role role, ObjectKind kind) {
        if (!isParty(owner) || !caller.speaksFor(owner, role)) {
            throw kind.notFound();
        }
    }

    private static boolean isParty(PartyId party) {
        // A colon parts the components of identities, so it cannot be in any but the last.
        return party.countryCode().toString().length() == 2
                && IdText.fits(party.countryCode(), 2)
                && IdText.fits(party.partyId(), 3)
                && party.countryCode().toString().indexOf(':') < 0
                && party.partyId().toString().indexOf(':') < 0;
    }
}
