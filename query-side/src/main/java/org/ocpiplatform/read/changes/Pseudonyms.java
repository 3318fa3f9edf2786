package org.ocpiplatform.read.changes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Puts pseudonyms in the place of what identifies drivers and their contracts: keyed hashes (HMAC-SHA-256) of 36
 * hexadecimal digits, which is as much as OCPI allows a token's uid. The same value has the same pseudonym wherever it
 * stands and however upper and lower case are mixed; with another key it has another one.
 *
 * <p>Replaced are, at any depth: {@code contract_id}, {@code visual_number}, {@code authorization_reference},
 * {@code group_id}, a token's {@code uid}, the {@code value} of a booking's {@code access_information}, a payment's
 * {@code eft_data} and both texts of a CDR's signed values; and these values once more where they stand inside other
 * texts of the same object.
 */
public final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 18;
    /** Shorter values stand inside other texts by chance. */
    private static final int LEAST_LENGTH_IN_TEXTS = 6;

    private static final int MOST_LENGTH_IN_TEXTS = 255;

    private static final String TOKENS = ObjectKind.TOKEN.segment();
    private static final String UID = "uid";
    private static final Set<String> ANYWHERE =
            Set.of("contract_id", "visual_number", "authorization_reference", "group_id", "eft_data");
    /** Under which names tokens stand in other objects, alone or in lists. */
    private static final Set<String> NAMES_OF_TOKENS = Set.of("token", "cdr_token", "booking_tokens", "tokens");

    private static final Map<String, Set<String>> WITHIN = Map.of(
            "access_information", Set.of("value"),
            "signed_values", Set.of("plain_data", "signed_data"));
    /** What objects are found by, and find each other by, stays even if it is spelled like what identifies a driver. */
    private static final Set<String> REFERENCES = Set.of(
            "id",
            UID,
            "request_id",
            "session_id",
            "location_id",
            "evse_uid",
            "connector_id",
            "tariff_id",
            "tariff_ids",
            "cdrs",
            "credit_reference_id",
            "invoice_id",
            "invoice_reference_id",
            "booking_id",
            "booking_location_id",
            "reservation_id",
            "terminal_id");

    /** Parts of the key of a token's change, of which the last is the uid. */
    private static final int PARTS_OF_KEY = 6;

    private final SecretKeySpec key;

    /**
     * Pseudonyms of one who gets them.
     *
     * @param key at least 16 random bytes, always the same for the same one
     */
    public Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The same change with pseudonyms. */
    public Change of(Change change) {
        Replacement replacement = new Replacement();
        JsonNode data = OcpiJson.mapper().readTree(change.data());
        boolean ofToken = change.module().equals(TOKENS);
        replacement.replace(data, ofToken ? "token" : "");
        replacement.replaceInTexts(data);
        return new Change(
                change.position(),
                change.module(),
                change.type(),
                change.source(),
                ofToken ? subject(change.subject(), replacement) : change.subject(),
                ofToken ? key(change.key(), replacement) : change.key(),
                change.time(),
                OcpiJson.mapper().writeValueAsString(data));
    }

    private static String subject(String subject, Replacement replacement) {
        String[] parts = subject.split("/", 3);
        return parts[0] + "/" + parts[1] + "/" + replacement.pseudonym(parts[2]);
    }

    private static String key(String key, Replacement replacement) {
        String[] parts = key.split(":", PARTS_OF_KEY);
        parts[parts.length - 1] = replacement.pseudonym(parts[parts.length - 1]);
        return String.join(":", parts);
    }

    /** What is replaced in one object. */
    private final class Replacement {

        private final Mac mac;
        /** The longest first, so that none is taken for one that it begins with. */
        private final Set<String> replaced = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

        Replacement() {
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
            }
        }

        String pseudonym(String value) {
            byte[] spelled = value.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(spelled), 0, BYTES);
        }

        /**
         * Replaces what tells of a driver by its place.
         *
         * @param name under which the node stands
         */
        void replace(JsonNode node, String name) {
            switch (node) {
                case ObjectNode object -> {
                    boolean token = NAMES_OF_TOKENS.contains(name) || (object.has(UID) && object.has("contract_id"));
                    Set<String> within = WITHIN.getOrDefault(name, Set.of());
                    for (String field : Set.copyOf(object.propertyNames())) {
                        if (ANYWHERE.contains(field) || within.contains(field) || (token && field.equals(UID))) {
                            object.set(field, replaced(object.get(field)));
                        } else {
                            replace(object.get(field), field);
                        }
                    }
                }
                case ArrayNode array -> array.forEach(element -> replace(element, name));
                default -> {}
            }
        }

        private JsonNode replaced(JsonNode value) {
            if (value instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, replaced(array.get(i)));
                }
            }
            if (!value.isString()) {
                return value;
            }
            replaced.add(value.stringValue());
            return StringNode.valueOf(pseudonym(value.stringValue()));
        }

        /** Replaces what was replaced by its place wherever else it is told. */
        void replaceInTexts(JsonNode node) {
            String values = replaced.stream()
                    .filter(value -> value.length() >= LEAST_LENGTH_IN_TEXTS && value.length() <= MOST_LENGTH_IN_TEXTS)
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"));
            if (!values.isEmpty()) {
                replaceInTexts(
                        node,
                        Pattern.compile(
                                "(?<![\\p{L}\\p{N}])(?:" + values + ")(?![\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
            }
        }

        private void replaceInTexts(JsonNode node, Pattern values) {
            switch (node) {
                case ObjectNode object -> {
                    for (String field : Set.copyOf(object.propertyNames())) {
                        if (!REFERENCES.contains(field)) {
                            object.set(field, inTexts(object.get(field), values));
                        }
                    }
                }
                case ArrayNode array -> {
                    for (int i = 0; i < array.size(); i++) {
                        array.set(i, inTexts(array.get(i), values));
                    }
                }
                default -> {}
            }
        }

        private JsonNode inTexts(JsonNode node, Pattern values) {
            if (node.isString()) {
                String text = node.stringValue();
                Matcher found = values.matcher(text);
                return found.find() ? StringNode.valueOf(found.replaceAll(value -> pseudonym(value.group()))) : node;
            }
            replaceInTexts(node, values);
            return node;
        }
    }
}
