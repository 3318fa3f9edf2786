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

    /**
     * Reads what {@link #key()} wrote.
     *
     * @throws IllegalArgumentException if it is no such key
     */
    public static PartyId parse(String key) {
        String[] codes = key.split(":", -1);
        if (codes.length != 2) {
            throw new IllegalArgumentException("not a party: " + key);
        }
        return of(unescaped(codes[0]), unescaped(codes[1]));
    }

    /** {@code NL:TNM}, upper-cased; a colon inside a code is {@code %3A}, so that no two parties share a key. */
    public String key() {
        return escaped(countryCode) + ":" + escaped(partyId);
    }

    private static String escaped(CiString code) {
        return code.key().replace("%", "%25").replace(":", "%3A");
    }

    private static String unescaped(String code) {
        return code.replace("%3A", ":").replace("%25", "%");
    }

    @Override
    public String toString() {
        return countryCode + "-" + partyId;
    }
}
