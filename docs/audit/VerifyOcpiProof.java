import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Verifies proofs and exports of an OCPI platform without the platform, and with nothing but a JDK (21 or later). What
 * is hashed and signed, and how, is in docs/auditing.md.
 *
 * <pre>
 * java VerifyOcpiProof.java proof.json keys.json                                 one event
 * java VerifyOcpiProof.java export.ndjson checkpoints.ndjson keys.json           everything
 * java VerifyOcpiProof.java --part export.ndjson checkpoints.ndjson keys.json    an export with filters, or of a range
 * </pre>
 *
 * <p>Ends with 0 if all is well, with 1 if not, and with 2 if it was called in another way.
 */
public final class VerifyOcpiProof {

    private static final String EVENT_FORM = "ocpi-platform-event-1";
    private static final String CHECKPOINT_FORM = "ocpi-platform-checkpoint-1";
    private static final String PROOF_FORM = "ocpi-platform-proof-1";
    private static final byte[] NO_HASH = new byte[32];

    private VerifyOcpiProof() {}

    public static void main(String[] args) throws IOException {
        List<String> files = new ArrayList<>(List.of(args));
        boolean part = files.remove("--part");
        try {
            if (files.size() == 2 && !part) {
                System.out.println("OK: " + proof(read(files.get(0)), keys(read(files.get(1)))));
            } else if (files.size() == 3) {
                Map<String, PublicKey> keys = keys(read(files.get(2)));
                System.out.println(
                        "OK: " + export(Path.of(files.get(0)), checkpoints(Path.of(files.get(1)), keys), part));
            } else {
                System.err.println("usage: java VerifyOcpiProof.java proof.json keys.json");
                System.err.println(
                        "       java VerifyOcpiProof.java [--part] export.ndjson checkpoints.ndjson keys.json");
                System.exit(2);
            }
        } catch (Refused e) {
            System.out.println("REFUSED: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Why something is not what it should be. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refused(otherwise);
        }
    }

    // ------------------------------------------------------------------------------------------------ one event

    private static String proof(Json proof, Map<String, PublicKey> keys) {
        require(proof.text("form").equals(PROOF_FORM), "the proof has another form than " + PROOF_FORM);
        Event event = Event.ofProof(proof.at("event"));
        event.verify();
        Checkpoint checkpoint = Checkpoint.of(proof.at("checkpoint"));
        checkpoint.verify(keys);

        long index = proof.number("index");
        long size = proof.number("size");
        require(size == checkpoint.size(), "the tree has not the size of the checkpoint's range");
        require(
                event.position == checkpoint.first + index,
                "the event's position is not the one of that leaf");
        List<byte[]> path = proof.at("path").elements().stream()
                .map(element -> hex(element.asText()))
                .toList();
        require(
                Arrays.equals(checkpoint.root, rootBy(leaf(event), index, size, path)),
                "the event is not in the checkpoint's tree");
        return "the event at position " + event.position + ", number " + event.sequence + " of " + event.aggregateId
                + ", is as it was at " + checkpoint.sealedAt + " when checkpoint " + checkpoint.number
                + " was signed with key " + checkpoint.keyId
                + (event.payload == null ? " (its texts are not shown, only their hashes)" : "");
    }

    // ------------------------------------------------------------------------------------------- a whole export

    /** The last event of a stream that was seen. */
    private record Last(long sequence, byte[] hash) {}

    private static String export(Path file, List<Checkpoint> checkpoints, boolean part) throws IOException {
        Map<String, Last> streams = new HashMap<>();
        List<byte[]> leaves = new ArrayList<>();
        int current = 0;
        long first = 0;
        long last = 0;
        long events = 0;
        long sealed = 0;
        long shown = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Event event = Event.ofExport(Json.parse(line));
                event.verify();
                require(event.position > last, "position " + event.position + " comes after position " + last);
                require(part || event.position == last + 1, "position " + (last + 1) + " is missing");
                follow(event, streams, part);
                while (current < checkpoints.size() && checkpoints.get(current).last < event.position) {
                    sealed += complete(checkpoints.get(current++), leaves);
                    leaves.clear();
                }
                if (current < checkpoints.size()
                        && event.position == checkpoints.get(current).first + leaves.size()) {
                    leaves.add(leaf(event));
                }
                first = events++ == 0 ? event.position : first;
                shown += event.payload == null ? 0 : 1;
                last = event.position;
            }
        }
        if (current < checkpoints.size()) {
            Checkpoint open = checkpoints.get(current);
            sealed += complete(open, leaves);
            long end = checkpoints.get(checkpoints.size() - 1).last;
            require(part || end <= last, "position " + (last + 1) + " is missing: the checkpoints speak of " + end);
        }
        return events + " events from position " + first + " to " + last + " have the hashes that they were stored with; "
                + checkpoints.size() + " checkpoints are valid, and speak of " + sealed + " of the events. Verified are the "
                + "texts in 'stored', which " + shown + " of the events have, and not 'payload' or 'object', which are "
                + "the platform's reading of them";
    }

    /** That an event follows on the one before it in its stream. */
    private static void follow(Event event, Map<String, Last> streams, boolean part) {
        Last before = streams.put(event.aggregateId, new Last(event.sequence, event.hash));
        if (event.sequence == 0) {
            require(
                    before == null && Arrays.equals(event.previous, NO_HASH),
                    event.at() + " begins a stream that has begun before");
        } else if (before != null && before.sequence + 1 == event.sequence) {
            require(
                    Arrays.equals(event.previous, before.hash),
                    event.at() + " does not follow on the one before it in its stream");
        } else {
            require(
                    part && (before == null || before.sequence < event.sequence),
                    event.at() + " lacks the one before it in its stream");
        }
    }

    /** How many events a checkpoint confirms: none unless all that it speaks of are there. */
    private static long complete(Checkpoint checkpoint, List<byte[]> leaves) {
        if (leaves.size() != checkpoint.size()) {
            return 0;
        }
        require(
                Arrays.equals(checkpoint.root, root(leaves)),
                "positions " + checkpoint.first + " to " + checkpoint.last + " are not what checkpoint "
                        + checkpoint.number + " says");
        return leaves.size();
    }

    // ------------------------------------------------------------------------------------------------ the events

    /** An event as it is stored; of texts that are not shown there are the hashes. */
    private record Event(
            long position,
            String eventId,
            String aggregateId,
            long sequence,
            String aggregateType,
            Instant occurredAt,
            String type,
            String payloadRevision,
            String payload,
            String metadata,
            byte[] payloadSha256,
            byte[] metadataSha256,
            byte[] previous,
            byte[] hash) {

        static Event ofProof(Json json) {
            return of(json, json.text("aggregate_id"), json.number("sequence_number"), json.textOrNull("aggregate_type"), json);
        }

        static Event ofExport(Json json) {
            Json aggregate = json.at("aggregate");
            return of(
                    json,
                    aggregate.text("id"),
                    aggregate.number("sequence_number"),
                    aggregate.textOrNull("type"),
                    json.atOrNull("stored"));
        }

        private static Event of(Json json, String aggregateId, long sequence, String aggregateType, Json stored) {
            return new Event(
                    json.number("position"),
                    json.text("event_id"),
                    aggregateId,
                    sequence,
                    aggregateType,
                    time(json.text("occurred_at")),
                    json.text("type"),
                    json.textOrNull("payload_revision"),
                    stored == null ? null : stored.textOrNull("payload"),
                    stored == null ? null : stored.textOrNull("metadata"),
                    hex(json.text("payload_sha256")),
                    hex(json.text("metadata_sha256")),
                    hex(json.text("previous_hash")),
                    hex(json.text("hash")));
        }

        String at() {
            return "the event at position " + position;
        }

        /** That its hash is the one that follows from its content. */
        void verify() {
            require(payload == null || Arrays.equals(payloadSha256, sha256(bytes(payload))), at() + " was changed");
            require(metadata == null || Arrays.equals(metadataSha256, sha256(bytes(metadata))), at() + " was changed");
            require(Arrays.equals(hash, computed()), at() + " was changed");
        }

        private byte[] computed() {
            MessageDigest digest = sha256();
            add(digest, EVENT_FORM);
            add(digest, eventId);
            add(digest, aggregateId);
            digest.update(long8(sequence));
            add(digest, aggregateType);
            digest.update(long8(ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt)));
            add(digest, type);
            add(digest, payloadRevision);
            digest.update(payloadSha256);
            digest.update(metadataSha256);
            digest.update(previous);
            return digest.digest();
        }

        private static void add(MessageDigest digest, String text) {
            if (text == null) {
                digest.update(new byte[] {-1, -1, -1, -1});
            } else {
                digest.update(ByteBuffer.allocate(4).putInt(bytes(text).length).array());
                digest.update(bytes(text));
            }
        }
    }

    // ------------------------------------------------------------------------------------------- the checkpoints

    private record Checkpoint(
            long number,
            long first,
            long last,
            Instant sealedAt,
            byte[] root,
            byte[] previous,
            String keyId,
            byte[] signature) {

        static Checkpoint of(Json json) {
            return new Checkpoint(
                    json.number("number"),
                    json.number("first_position"),
                    json.number("last_position"),
                    time(json.text("sealed_at")),
                    hex(json.text("root")),
                    hex(json.text("previous")),
                    json.text("key_id"),
                    hex(json.text("signature")));
        }

        long size() {
            return last - first + 1;
        }

        byte[] content() {
            byte[] form = bytes(CHECKPOINT_FORM);
            return ByteBuffer.allocate(form.length + 4 * Long.BYTES + root.length + previous.length)
                    .put(form)
                    .putLong(number)
                    .putLong(first)
                    .putLong(last)
                    .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, sealedAt))
                    .put(root)
                    .put(previous)
                    .array();
        }

        void verify(Map<String, PublicKey> keys) {
            PublicKey key = keys.get(keyId);
            require(key != null, "checkpoint " + number + " is signed with key " + keyId + ", which is not given");
            try {
                Signature verification = Signature.getInstance("Ed25519");
                verification.initVerify(key);
                verification.update(content());
                require(verification.verify(signature), "checkpoint " + number + " has no valid signature");
            } catch (GeneralSecurityException e) {
                throw new Refused("checkpoint " + number + " has no valid signature: " + e.getMessage());
            }
        }
    }

    /** The checkpoints of a file, as lines or as one object, of which each follows on the one before. */
    private static List<Checkpoint> checkpoints(Path file, Map<String, PublicKey> keys) throws IOException {
        List<Json> given = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            Json json = Json.parse(line);
            Json list = json.atOrNull("checkpoints");
            given.addAll(list == null ? List.of(json) : list.elements());
        }
        List<Checkpoint> checkpoints = given.stream().map(Checkpoint::of).toList();
        Checkpoint before = null;
        for (Checkpoint checkpoint : checkpoints) {
            checkpoint.verify(keys);
            if (before != null) {
                require(
                        checkpoint.number == before.number + 1
                                && checkpoint.first == before.last + 1
                                && Arrays.equals(checkpoint.previous, sha256(before.content())),
                        "checkpoint " + checkpoint.number + " was not made over the one before it");
            } else if (checkpoint.number == 1) {
                require(
                        checkpoint.first == 1 && Arrays.equals(checkpoint.previous, NO_HASH),
                        "checkpoint 1 is not the first");
            }
            before = checkpoint;
        }
        return checkpoints;
    }

    /** Public keys by their ids, which follow from the keys. */
    private static Map<String, PublicKey> keys(Json json) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        for (Json key : json.at("keys").elements()) {
            byte[] x509 = Base64.getDecoder().decode(key.text("x509"));
            try {
                keys.put(
                        HexFormat.of().formatHex(sha256(x509), 0, 8),
                        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
            } catch (GeneralSecurityException e) {
                throw new Refused("a key cannot be read: " + e.getMessage());
            }
        }
        return keys;
    }

    // ---------------------------------------------------------------------- the Merkle tree (RFC 6962, section 2.1)

    private static byte[] leaf(Event event) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        digest.update(long8(event.position));
        digest.update(event.hash);
        return digest.digest();
    }

    private static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** The root to which a path leads from the leaf at an index in a tree of that size. */
    private static byte[] rootBy(byte[] leaf, long index, long size, List<byte[]> path) {
        if (size == 1) {
            require(path.isEmpty() && index == 0, "the path is too long");
            return leaf;
        }
        require(!path.isEmpty(), "the path is too short");
        long split = Long.highestOneBit(size - 1);
        byte[] beside = path.get(path.size() - 1);
        List<byte[]> below = path.subList(0, path.size() - 1);
        return index < split
                ? node(rootBy(leaf, index, split, below), beside)
                : node(beside, rootBy(leaf, index - split, size - split, below));
    }

    // ------------------------------------------------------------------------------------------ bytes and hashes

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] long8(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] hex(String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new Refused("not hexadecimal: " + digits);
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Refused("not a time: " + text);
        }
    }

    private static Json read(String file) throws IOException {
        return Json.parse(Files.readString(Path.of(file)));
    }

    // ------------------------------------------------------------------------------------------- as much of JSON

    /** A value of a JSON text: a Map, a List, a String, a BigDecimal, a Boolean or null. */
    private record Json(Object value) {

        static Json parse(String text) {
            return new Json(new Parser(text).whole());
        }

        Json at(String name) {
            Json found = atOrNull(name);
            require(found != null, name + " is missing");
            return found;
        }

        Json atOrNull(String name) {
            Object found = value instanceof Map<?, ?> fields ? fields.get(name) : null;
            return found == null ? null : new Json(found);
        }

        String text(String name) {
            return at(name).asText();
        }

        String textOrNull(String name) {
            Json found = atOrNull(name);
            return found == null ? null : found.asText();
        }

        String asText() {
            require(value instanceof String, "not a text: " + value);
            return (String) value;
        }

        long number(String name) {
            Json found = at(name);
            require(found.value instanceof BigDecimal, name + " is no number");
            try {
                return ((BigDecimal) found.value).longValueExact();
            } catch (ArithmeticException e) {
                throw new Refused(name + " is no whole number");
            }
        }

        List<Json> elements() {
            require(value instanceof List, "not a list");
            return ((List<?>) value).stream().map(Json::new).toList();
        }
    }

    private static final class Parser {

        private final String text;
        private int next;

        Parser(String text) {
            this.text = text;
        }

        Object whole() {
            Object value = value();
            skipBlanks();
            require(next == text.length(), "not a JSON text");
            return value;
        }

        private Object value() {
            skipBlanks();
            require(next < text.length(), "the JSON text ends too early");
            return switch (text.charAt(next)) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> number();
            };
        }

        private Map<String, Object> object() {
            Map<String, Object> fields = new LinkedHashMap<>();
            next++;
            if (!taken('}')) {
                do {
                    skipBlanks();
                    String name = string();
                    expect(':');
                    require(!fields.containsKey(name), "the field " + name + " is there twice");
                    fields.put(name, value());
                } while (taken(','));
                expect('}');
            }
            return fields;
        }

        private List<Object> array() {
            List<Object> elements = new ArrayList<>();
            next++;
            if (!taken(']')) {
                do {
                    elements.add(value());
                } while (taken(','));
                expect(']');
            }
            return elements;
        }

        private String string() {
            expect('"');
            StringBuilder read = new StringBuilder();
            while (true) {
                char c = character();
                if (c == '"') {
                    return read.toString();
                }
                read.append(c == '\\' ? escaped() : c);
            }
        }

        private char escaped() {
            char c = character();
            return switch (c) {
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'u' -> {
                    require(next + 4 <= text.length(), "the JSON text ends too early");
                    next += 4;
                    yield (char) HexFormat.fromHexDigits(text, next - 4, next);
                }
                default -> c;
            };
        }

        private BigDecimal number() {
            int begin = next;
            while (next < text.length() && "+-.eE0123456789".indexOf(text.charAt(next)) >= 0) {
                next++;
            }
            try {
                return new BigDecimal(text.substring(begin, next));
            } catch (NumberFormatException e) {
                throw new Refused("not a JSON text");
            }
        }

        private Object word(String word, Object meaning) {
            require(text.startsWith(word, next), "not a JSON text");
            next += word.length();
            return meaning;
        }

        private char character() {
            require(next < text.length(), "the JSON text ends too early");
            return text.charAt(next++);
        }

        private void expect(char c) {
            require(taken(c), "not a JSON text");
        }

        private boolean taken(char c) {
            skipBlanks();
            if (next < text.length() && text.charAt(next) == c) {
                next++;
                return true;
            }
            return false;
        }

        private void skipBlanks() {
            while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
                next++;
            }
        }
    }
}
