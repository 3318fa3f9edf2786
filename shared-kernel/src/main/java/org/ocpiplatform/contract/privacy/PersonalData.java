package org.ocpiplatform.contract.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.privacy.JsonText.Kind;
import org.ocpiplatform.contract.privacy.JsonText.Value;
import org.ocpiplatform.contract.privacy.PersonKeys.Known;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.tokens.TokenType;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Seals what stored JSON says of drivers, and reads it again. What is personal is told from its structure:
 *
 * <ul>
 *   <li>an object with {@code country_code}, {@code party_id}, {@code uid}, {@code type} and {@code contract_id} is a
 *       driver's token, wherever it stands; all its texts are sealed but those that say nothing of the driver;
 *   <li>the {@code remark} beside a {@code cdr_token} may name the driver in its own words;
 *   <li>identifiers of token objects, and of what is delivered of them, have the key's id in place of the token's;
 *   <li>{@code patch} beside a {@code token_id} holds fields of that token, and {@code location} and {@code detail} beside
 *       a {@code delivery_id} of a token are what its partner said of it.
 * </ul>
 *
 * <p>A sealed text is {@code ~1:<key id>:<base64url>} of what was written between the quotation marks; an identifier ends
 * with {@code ~<key id>}; any other text that begins with a tilde, or ends so, gets {@code ~0:} in front. Everything else
 * stays as it is, byte for byte, and so does everything that is sealed and read again. Once the key is deleted, sealed
 * texts are read as {@code erased-<key id>} and identifiers end with {@code ERASED-<KEY ID>}.
 */
public final class PersonalData {

    private static final String SEALED = "~1:";
    private static final String ESCAPED = "~0:";
    private static final byte[] TILDE = {'~'};
    private static final byte[] ESCAPE = ESCAPED.getBytes(US_ASCII);
    private static final byte[] SEAL = SEALED.getBytes(US_ASCII);
    private static final int SEAL_LENGTH = SEALED.length() + PersonKey.ID_LENGTH + 1;
    private static final String ERASED = "erased-";

    private static final String KEY_ID = "[0-9a-f]{" + PersonKey.ID_LENGTH + "}";
    private static final Pattern SEALED_ID = Pattern.compile("~(" + KEY_ID + ")");
    private static final Pattern ERASED_ID = Pattern.compile("ERASED-([0-9A-F]{" + PersonKey.ID_LENGTH + "})");
    private static final Pattern ERASED_TEXT = Pattern.compile(ERASED + KEY_ID, Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN_NAME = Pattern.compile("[A-Z0-9_%]+:.*", Pattern.DOTALL);
    private static final Pattern IDENTIFIER =
            Pattern.compile("((?:delivery:[^:]+:)?(?:cpo|emsp|ptp):tokens:)([^:]+:[^:]+):(.+)", Pattern.DOTALL);

    /** What a token says that is not its driver's: who issued it, and how it may be used. */
    private static final Set<String> IMPERSONAL = Set.of(
            "country_code",
            "party_id",
            "type",
            "issuer",
            "whitelist",
            "language",
            "default_profile_type",
            "supplier_name",
            "last_updated");

    private final PersonKeys keys;

    /** Seals under these keys. */
    public PersonalData(PersonKeys keys) {
        this.keys = keys;
    }

    /** JSON as it is to be stored. */
    public byte[] seal(byte[] json) {
        return Scan.mayBePersonal(json) ? new Sealing(JsonText.of(json)).sealed() : json;
    }

    /** The same of JSON that is kept as a text. */
    public String seal(String json) {
        return new String(seal(json.getBytes(UTF_8)), UTF_8);
    }

    /**
     * The same of JSON that was made of what is sealed already, under the same keys.
     *
     * @param keyIds the keys that may be used
     * @return none if it would take a key that is gone, or another one
     */
    public Optional<byte[]> sealAgain(byte[] json, Set<String> keyIds) {
        try {
            return Optional.of(new PersonalData(new Present(keys, keyIds)).seal(json));
        } catch (AbsentKeyException e) {
            return Optional.empty();
        }
    }

    /** JSON as it was before it was sealed, as far as that can still be read. */
    public byte[] open(byte[] stored) {
        if (!Scan.mayBeSealed(stored)) {
            return stored;
        }
        JsonText json = JsonText.of(stored);
        json.textsWithTilde(text -> open(json, text));
        return json.edited();
    }

    /** The same of JSON that is kept as a text. */
    public String open(String stored) {
        return new String(open(stored.getBytes(UTF_8)), UTF_8);
    }

    /** The keys that {@link #open} would need. */
    public Set<String> keyIds(byte[] stored) {
        Set<String> ids = new HashSet<>();
        Scan.keyIds(stored, ids::add);
        return ids;
    }

    /** An identifier as it is to be stored. */
    public String sealId(String id) {
        return stored(id, true).orElse(id);
    }

    /** An identifier as it may be stored already; none if it is that of a person of whom nothing is stored. */
    public Optional<String> findId(String id) {
        return stored(id, false);
    }

    /** Whether an identifier is that of a token, or of what belongs to one, and is stored in another form. */
    public static boolean isPersonal(String id) {
        Matcher identifier = IDENTIFIER.matcher(id);
        return identifier.matches()
                && (TOKEN_NAME.matcher(identifier.group(3)).matches()
                        || ERASED_ID.matcher(identifier.group(3)).matches());
    }

    /** Whether an identifier is that of a token that was erased, or of what belonged to one. */
    public static boolean isErasedId(String id) {
        Matcher identifier = IDENTIFIER.matcher(id);
        return identifier.matches() && ERASED_ID.matcher(identifier.group(3)).matches();
    }

    /** Whether a text stands in place of what was erased. */
    public static boolean isErased(String text) {
        return ERASED_TEXT.matcher(text).matches();
    }

    /** An identifier as logs may show it: without the uid of a token. */
    public static String shownId(String id) {
        Matcher identifier = IDENTIFIER.matcher(id);
        return identifier.matches() ? identifier.group(1) + identifier.group(2) + ":***" : id;
    }

    /** An identifier as it was before it was sealed, as far as that can still be read. */
    public String openId(String stored) {
        Matcher identifier = IDENTIFIER.matcher(stored);
        if (!identifier.matches()) {
            return stored;
        }
        Matcher sealed = SEALED_ID.matcher(identifier.group(3));
        return sealed.matches() ? identifier.group(1) + identifier.group(2) + ":" + nameOf(sealed.group(1)) : stored;
    }

    private String nameOf(String keyId) {
        return keys.byId(keyId).map(Known::name).orElseGet(() -> (ERASED + keyId).toUpperCase(Locale.ROOT));
    }

    private Optional<String> stored(String id, boolean creating) {
        Matcher identifier = IDENTIFIER.matcher(id);
        if (!identifier.matches()) {
            return Optional.of(id);
        }
        String prefix = identifier.group(1) + identifier.group(2) + ":";
        Matcher erased = ERASED_ID.matcher(identifier.group(3));
        if (erased.matches()) {
            return Optional.of(prefix + "~" + erased.group(1).toLowerCase(Locale.ROOT));
        }
        return person(identifier)
                .map(person -> creating ? Optional.of(keys.of(person)) : keys.find(person))
                .map(key -> key.map(found -> prefix + "~" + found.id()))
                .orElse(Optional.of(id));
    }

    private static Optional<Person> person(Matcher identifier) {
        return TOKEN_NAME.matcher(identifier.group(3)).matches()
                ? Optional.of(new Person(PartyId.parse(identifier.group(2)), identifier.group(3)))
                : Optional.empty();
    }

    private void open(JsonText json, Value text) {
        if (json.startsWith(text, ESCAPE)) {
            byte[] raw = json.raw(text);
            json.replace(text, Arrays.copyOfRange(raw, ESCAPE.length, raw.length));
        } else if (json.startsWith(text, SEAL)) {
            byte[] opened = opened(new String(json.raw(text), US_ASCII));
            if (opened != null) {
                json.replace(text, opened);
            }
        } else if (Scan.mayBeSealed(json.raw(text))) {
            String id = json.string(text);
            String opened = openId(id);
            if (!opened.equals(id)) {
                json.replace(text, JsonStringEncoder.getInstance().quoteAsUTF8(opened));
            }
        }
    }

    private byte @Nullable [] opened(String sealed) {
        if (sealed.length() < SEAL_LENGTH || sealed.charAt(SEAL_LENGTH - 1) != ':') {
            return null;
        }
        String keyId = sealed.substring(SEALED.length(), SEAL_LENGTH - 1);
        return keys.byId(keyId)
                .map(known -> known.key().open(Base64.getUrlDecoder().decode(sealed.substring(SEAL_LENGTH))))
                .orElseGet(() -> (ERASED + keyId).getBytes(US_ASCII));
    }

    /** Some of the keys that there are; none is made. */
    private record Present(PersonKeys all, Set<String> keyIds) implements PersonKeys {

        @Override
        public PersonKey of(Person person) {
            return find(person).orElseThrow(AbsentKeyException::new);
        }

        @Override
        public Optional<PersonKey> find(Person person) {
            return all.find(person).filter(key -> keyIds.contains(key.id()));
        }

        @Override
        public Optional<Known> byId(String keyId) {
            return all.byId(keyId);
        }

        @Override
        public void expect(Set<String> expected) {
            all.expect(expected);
        }
    }

    private static final class AbsentKeyException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** One JSON that is being sealed. */
    private final class Sealing {

        private final JsonText json;

        Sealing(JsonText json) {
            this.json = json;
        }

        byte[] sealed() {
            Value root = json.root();
            if (root.kind() != Kind.OBJECT || person(root).isPresent()) {
                seal(root);
                return json.edited();
            }
            Optional<PersonKey> patched = keyOf(root.field("token_id"));
            Optional<PersonKey> delivered = keyOf(root.field("delivery_id"));
            for (int i = 0; i < root.values().size(); i++) {
                Value value = root.values().get(i);
                String name = root.names().get(i);
                if (patched.isPresent() && name.equals("patch")) {
                    sealTexts(value, patched.get());
                } else if (delivered.isPresent() && (name.equals("location") || name.equals("detail"))) {
                    sealText(value, delivered.get());
                } else {
                    seal(value);
                }
            }
            return json.edited();
        }

        private void seal(Value value) {
            if (value.kind() == Kind.TEXT) {
                keep(value);
                return;
            }
            Optional<Person> person = person(value);
            if (person.isPresent()) {
                sealTexts(value, keys.of(person.get()));
                return;
            }
            Value token = value.field("cdr_token");
            Optional<Person> charged = token == null ? Optional.empty() : person(token);
            for (int i = 0; i < value.values().size(); i++) {
                Value part = value.values().get(i);
                if (charged.isPresent() && value.names().get(i).equals("remark")) {
                    sealText(part, keys.of(charged.get()));
                } else {
                    seal(part);
                }
            }
        }

        /** The driver that an object is the token of; what has been erased is nobody's. */
        private Optional<Person> person(Value value) {
            String country = text(value.field("country_code"));
            String party = text(value.field("party_id"));
            String uid = text(value.field("uid"));
            String type = text(value.field("type"));
            return country == null
                            || party == null
                            || uid == null
                            || type == null
                            || text(value.field("contract_id")) == null
                            || isErased(uid)
                    ? Optional.empty()
                    : Optional.of(Person.of(PartyId.of(country, party), CiString.of(uid), new TokenType(type)));
        }

        private @Nullable String text(@Nullable Value value) {
            return value == null || value.kind() != Kind.TEXT ? null : json.string(value);
        }

        /** The key of the token in whose identifier a text ends. */
        private Optional<PersonKey> keyOf(@Nullable Value value) {
            String id = text(value);
            Matcher identifier = IDENTIFIER.matcher(id == null ? "" : id);
            return identifier.matches() ? PersonalData.person(identifier).map(keys::of) : Optional.empty();
        }

        private void sealTexts(Value value, PersonKey key) {
            for (int i = 0; i < value.values().size(); i++) {
                Value part = value.values().get(i);
                if (part.kind() != Kind.TEXT) {
                    sealTexts(part, key);
                } else if (!value.names().isEmpty()
                        && IMPERSONAL.contains(value.names().get(i))) {
                    keep(part);
                } else {
                    sealText(part, key);
                }
            }
        }

        private void sealText(Value text, PersonKey key) {
            if (text.kind() == Kind.TEXT) {
                String sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(key.seal(json.raw(text)));
                json.replace(text, (SEALED + key.id() + ":" + sealed).getBytes(US_ASCII));
            }
        }

        /** A text that is not personal, unless it is an identifier that ends with that of a token. */
        private void keep(Value text) {
            boolean tilde = json.startsWith(text, TILDE);
            if (!tilde && !Scan.mayBePersonal(json.raw(text))) {
                return;
            }
            String id = json.string(text);
            String stored = sealId(id);
            if (!stored.equals(id)) {
                json.replace(text, JsonStringEncoder.getInstance().quoteAsUTF8(stored));
            } else if (tilde || !openIdIsSame(id)) {
                byte[] raw = json.raw(text);
                byte[] escaped = Arrays.copyOf(ESCAPE, ESCAPE.length + raw.length);
                System.arraycopy(raw, 0, escaped, ESCAPE.length, raw.length);
                json.replace(text, escaped);
            }
        }

        private boolean openIdIsSame(String id) {
            Matcher identifier = IDENTIFIER.matcher(id);
            return !identifier.matches()
                    || !SEALED_ID.matcher(identifier.group(3)).matches();
        }
    }
}
