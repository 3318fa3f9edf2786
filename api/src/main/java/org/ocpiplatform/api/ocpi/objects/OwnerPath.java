package org.ocpiplatform.api.ocpi.objects;

import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;

/**
 * The path of an object in its owner form: {@code /{country_code}/{party_id}/{id}}. A text that can be no id names
 * nothing; only who wants to create such an object is told what is wrong with it.
 *
 * @param owner the party that owns the object
 * @param id the object's own id
 */
public record OwnerPath(PartyId owner, CiString id) {

    /**
     * The path of something to read.
     *
     * @param maxIdLength characters of an id in that module
     * @throws Rejection if the path can name nothing
     */
    public OwnerPath readable(int maxIdLength) {
        if (!isParty(owner) || !isText(id, maxIdLength)) {
            throw Rejection.notFound("object");
        }
        return this;
    }

    /**
     * The path of something that the caller may change.
     *
     * @param role in which the caller must speak for the owner
     * @param maxIdLength characters of an id in that module
     * @throws Rejection if the owner is none of the caller's parties, or the path can name nothing
     */
    public OwnerPath writable(Caller caller, Role role, int maxIdLength) {
        requireOwnedBy(caller, role);
        return readable(maxIdLength);
    }

    /** Like {@link #writable}, but for something that may not exist yet. */
    public OwnerPath creatable(Caller caller, Role role, int maxIdLength) {
        requireOwnedBy(caller, role);
        if (!isText(id, maxIdLength)) {
            throw Rejection.invalid("the id in the path must be 1 to " + maxIdLength + " printable ASCII characters");
        }
        return this;
    }

    private void requireOwnedBy(Caller caller, Role role) {
        if (!isParty(owner) || !caller.speaksFor(owner, role)) {
            throw Rejection.notFound("object");
        }
    }

    private static boolean isParty(PartyId party) {
        // A colon parts the components of identities, so it cannot be in any but the last.
        return party.countryCode().toString().length() == 2
                && isText(party.countryCode(), 2)
                && isText(party.partyId(), 3)
                && party.countryCode().toString().indexOf(':') < 0
                && party.partyId().toString().indexOf(':') < 0;
    }

    static boolean isText(CiString value, int maxLength) {
        String text = value.toString();
        return !text.isEmpty() && text.length() <= maxLength && text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }
}
