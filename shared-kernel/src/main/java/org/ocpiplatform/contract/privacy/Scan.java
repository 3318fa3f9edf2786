package org.ocpiplatform.contract.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.function.Consumer;

/** Tells at a glance whether JSON has to be looked at more closely. Most has not. */
final class Scan {

    private static final byte[] CONTRACT = "contract_id\"".getBytes(US_ASCII);
    private static final byte[] TOKENS = "tokens:".getBytes(US_ASCII);

    private Scan() {}

    /** Whether it may hold a token, an identifier of one, or a text that looks like a sealed one. */
    static boolean mayBePersonal(byte[] json) {
        for (int i = 0; i < json.length - 1; i++) {
            byte next = json[i + 1];
            if (json[i] == '"' && (next == '~' || (next == 'c' && follows(json, i + 1, CONTRACT)))
                    || json[i] == ':' && next == 't' && follows(json, i + 1, TOKENS)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it may hold something sealed. */
    static boolean mayBeSealed(byte[] json) {
        for (int i = 0; i < json.length - 1; i++) {
            if (json[i + 1] == '~' && (json[i] == '"' || json[i] == ':')) {
                return true;
            }
        }
        return false;
    }

    /** Whatever may be the id of a key; one that stands there several times in a row is told once. */
    static void keyIds(byte[] json, Consumer<String> found) {
        int last = -1;
        for (int i = 1; i + PersonKey.ID_LENGTH < json.length; i++) {
            if (json[i] == '~' && (json[i - 1] == '"' || json[i - 1] == ':')) {
                int start = json[i + 1] == '1' && json[i + 2] == ':' ? i + 3 : i + 1;
                int end = start + PersonKey.ID_LENGTH;
                if (end <= json.length && !(last >= 0 && isSame(json, last, start)) && isHex(json, start, end)) {
                    found.accept(new String(json, start, PersonKey.ID_LENGTH, US_ASCII));
                    last = start;
                }
            }
        }
    }

    private static boolean isSame(byte[] json, int one, int other) {
        return Arrays.equals(json, one, one + PersonKey.ID_LENGTH, json, other, other + PersonKey.ID_LENGTH);
    }

    private static boolean isHex(byte[] json, int start, int end) {
        for (int i = start; i < end; i++) {
            if ((json[i] < '0' || json[i] > '9') && (json[i] < 'a' || json[i] > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean follows(byte[] json, int at, byte[] text) {
        return at + text.length <= json.length && Arrays.equals(json, at, at + text.length, text, 0, text.length);
    }
}
