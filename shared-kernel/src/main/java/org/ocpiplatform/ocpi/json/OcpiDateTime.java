package org.ocpiplatform.ocpi.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * OCPI's DateTime: RFC 3339 in UTC without an offset, with or without {@code Z} and fractional seconds, kept to the
 * millisecond (OCPI 2.3.0, chapter Types). An object has up to dozens of them, so they are read and written digit by
 * digit.
 */
public final class OcpiDateTime {

    private static final String FORM = "0000-00-00T00:00:00";
    private static final String SECONDS = FORM + "Z";
    private static final String MILLIS = FORM + ".000Z";
    private static final int MAX_FRACTION_DIGITS = 9;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private OcpiDateTime() {}

    /**
     * Reads a DateTime, cut to the millisecond.
     *
     * @throws DateTimeException if the text is not of the form, or carries an offset (even {@code +00:00})
     */
    public static Instant parse(String text) {
        requireForm(text);
        long second = LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19))
                .toEpochSecond(ZoneOffset.UTC);
        return Instant.ofEpochSecond(second, (long) millis(text) * NANOS_PER_MILLI);
    }

    private static void requireForm(String text) {
        int length = text.length();
        int end = FORM.length();
        boolean fits = length >= end;
        for (int i = 0; fits && i < end; i++) {
            char expected = FORM.charAt(i);
            fits = expected == '0' ? isDigit(text.charAt(i)) : text.charAt(i) == expected;
        }
        if (fits && length > end && text.charAt(end) == '.') {
            int fraction = end + 1;
            end = fraction;
            while (end < length && isDigit(text.charAt(end))) {
                end++;
            }
            fits = end > fraction && end - fraction <= MAX_FRACTION_DIGITS;
        }
        if (!fits || !(end == length || (end == length - 1 && text.charAt(end) == 'Z'))) {
            throw new DateTimeParseException("not an RFC 3339 date and time in UTC", text, 0);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static int millis(String text) {
        int millis = 0;
        for (int i = FORM.length() + 1; i <= FORM.length() + 3; i++) {
            millis = millis * 10 + (i < text.length() && isDigit(text.charAt(i)) ? text.charAt(i) - '0' : 0);
        }
        return millis;
    }

    /** Writes a DateTime with {@code Z} and no or three fraction digits. */
    public static String format(Instant instant) {
        int millis = instant.getNano() / NANOS_PER_MILLI;
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            return DateTimeFormatter.ofPattern(
                            millis == 0 ? "uuuu-MM-dd'T'HH:mm:ss'Z'" : "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
                    .format(time);
        }
        byte[] text = (millis == 0 ? SECONDS : MILLIS).getBytes(StandardCharsets.ISO_8859_1);
        put(text, 3, time.getYear());
        put(text, 6, time.getMonthValue());
        put(text, 9, time.getDayOfMonth());
        put(text, 12, time.getHour());
        put(text, 15, time.getMinute());
        put(text, 18, time.getSecond());
        if (millis != 0) {
            put(text, 22, millis);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Writes a number over zeros, from its last digit on. */
    private static void put(byte[] text, int last, int number) {
        for (int i = last, rest = number; rest > 0; i--, rest /= 10) {
            text[i] = (byte) ('0' + rest % 10);
        }
    }
}
