package org.ocpiplatform.contract.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it is written, by the places of its values, so that texts can be replaced while everything else stays as it
 * is, byte for byte. What is read must be valid JSON in UTF-8.
 */
final class JsonText {

    private final byte[] json;
    private final List<Edit> edits = new ArrayList<>();
    private int at;

    private JsonText(byte[] json) {
        this.json = json;
    }

    /** What a value is. */
    enum Kind {
        OBJECT,
        ARRAY,
        TEXT,
        OTHER
    }

    /**
     * A value.
     *
     * @param start of a text behind its quotation mark
     * @param end of a text before its quotation mark
     * @param names of an object's fields, as they are written
     * @param values of an object or an array
     */
    record Value(Kind kind, int start, int end, List<String> names, List<Value> values) {

        /** The value of a field of an object; none if it has none of that name. */
        @Nullable
        Value field(String name) {
            int index = names.indexOf(name);
            return index < 0 ? null : values.get(index);
        }
    }

    private record Edit(int start, int end, byte[] replacement) {}

    static JsonText of(byte[] json) {
        return new JsonText(json);
    }

    /** The whole. */
    Value root() {
        at = 0;
        return value();
    }

    /** All texts that hold a tilde but the names of fields, without looking at how they belong together. */
    void textsWithTilde(Consumer<Value> found) {
        at = 0;
        while (at < json.length) {
            if (json[at] != '"') {
                at++;
                continue;
            }
            int start = at + 1;
            boolean tilde = skipText();
            if (tilde) {
                Value text = new Value(Kind.TEXT, start, at - 1, List.of(), List.of());
                skipBlanks();
                if (at == json.length || json[at] != ':') {
                    found.accept(text);
                }
            }
        }
    }

    /** Whether it holds a tilde. */
    private boolean skipText() {
        boolean tilde = false;
        at++;
        while (json[at] != '"') {
            tilde |= json[at] == '~';
            at += json[at] == '\\' ? 2 : 1;
        }
        at++;
        return tilde;
    }

    /** A text as it is written, between its quotation marks. */
    byte[] raw(Value text) {
        return Arrays.copyOfRange(json, text.start(), text.end());
    }

    /** A text as it is meant. */
    String string(Value text) {
        String raw = new String(json, text.start(), text.end() - text.start(), StandardCharsets.UTF_8);
        return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
    }

    boolean startsWith(Value text, byte[] prefix) {
        return text.end() - text.start() >= prefix.length
                && Arrays.equals(json, text.start(), text.start() + prefix.length, prefix, 0, prefix.length);
    }

    /** Replaces what is written between the quotation marks of a text. */
    void replace(Value text, byte[] replacement) {
        edits.add(new Edit(text.start(), text.end(), replacement));
    }

    /** The JSON with its replacements. */
    byte[] edited() {
        if (edits.isEmpty()) {
            return json;
        }
        edits.sort(Comparator.comparingInt(Edit::start));
        ByteArrayOutputStream edited = new ByteArrayOutputStream(json.length + 128 * edits.size());
        int done = 0;
        for (Edit edit : edits) {
            edited.write(json, done, edit.start() - done);
            edited.writeBytes(edit.replacement());
            done = edit.end();
        }
        edited.write(json, done, json.length - done);
        return edited.toByteArray();
    }

    private Value value() {
        skipBlanks();
        return switch (json[at]) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> text();
            default -> other();
        };
    }

    private Value object() {
        int start = at++;
        List<String> names = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        skipBlanks();
        while (json[at] != '}') {
            names.add(string(text()));
            skipBlanks();
            at++;
            values.add(value());
            skipSeparator();
        }
        return new Value(Kind.OBJECT, start, ++at, names, values);
    }

    private Value array() {
        int start = at++;
        List<Value> values = new ArrayList<>();
        skipBlanks();
        while (json[at] != ']') {
            values.add(value());
            skipSeparator();
        }
        return new Value(Kind.ARRAY, start, ++at, List.of(), values);
    }

    private Value text() {
        int start = at + 1;
        skipText();
        return new Value(Kind.TEXT, start, at - 1, List.of(), List.of());
    }

    private Value other() {
        int start = at;
        while (at < json.length && ",]} \t\r\n".indexOf(json[at]) < 0) {
            at++;
        }
        return new Value(Kind.OTHER, start, at, List.of(), List.of());
    }

    private void skipSeparator() {
        skipBlanks();
        if (json[at] == ',') {
            at++;
            skipBlanks();
        }
    }

    private void skipBlanks() {
        while (at < json.length && " \n\r\t".indexOf(json[at]) >= 0) {
            at++;
        }
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            switch (escape) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> text.append(escape);
            }
        }
        return text.toString();
    }
}
