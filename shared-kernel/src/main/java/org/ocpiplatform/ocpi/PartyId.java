package org.ocpiplatform.ocpi;

/**
 * A party: ISO 3166 alpha-2 country code and the three-character id that is unique in that country.
 *
 * @param countryCode two characters
 * @param partyId up to three characters
 */
public record PartyId(CiString countryCode, CiString partyId) {

    /** The party with these codes. */
    public static PartyId of(String countryCode, String partyId) {
        return new PartyId(CiString.of(countryCode), CiString.of(partyId));
    }

    /** {@code NL:TNM}, upper-cased. */
    public String key() {
        return countryCode.key() + ":" + partyId.key();
    }

    @Override
    public String toString() {
        return countryCode + "-" + partyId;
    }
}
