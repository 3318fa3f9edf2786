package org.ocpiplatform.ocpi.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * OCPI's DateTime: RFC 3339 in UTC without an offset, with or without {@code Z} and fractional seconds, kept to the
 * millisecond (OCPI 2.3.0, chapter Types).
 */
public final class OcpiDateTime {

    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z)?");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private OcpiDateTime() {}

    /**
     * Reads a DateTime, cut to the millisecond.
     *
     * @throws DateTimeException if the text is not of the form, or carries an offset (even {@code +00:00})
     */
    public static Instant parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new DateTimeParseException("not an RFC 3339 date and time in UTC", text, 0);
        }
        String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Writes a DateTime with {@code Z} and no or three fraction digits. */
    public static String format(Instant instant) {
        return (instant.getNano() < 1_000_000 ? SECONDS : MILLIS).format(instant);
    }
}
