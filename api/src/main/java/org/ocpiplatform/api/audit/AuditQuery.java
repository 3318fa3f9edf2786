package org.ocpiplatform.api.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.json.OcpiDateTime;

/** Parameters of auditors' queries. */
final class AuditQuery {

    private AuditQuery() {}

    /**
     * The number in a parameter.
     *
     * @param absent for a parameter that is
     * @throws Rejection if it is no number of at least {@code least} and at most {@code most}
     */
    static long number(String name, @Nullable String text, long absent, long least, long most) {
        if (text == null) {
            return absent;
        }
        try {
            long number = Long.parseLong(text);
            if (least <= number && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is too small.
        }
        throw Rejection.invalid(name + " must be a number of at least " + least
                + (most == Long.MAX_VALUE ? "" : " and at most " + most));
    }

    /**
     * The time in a parameter, with all its digits: what happened within the same millisecond is told apart.
     *
     * @throws Rejection if it is no OCPI DateTime
     */
    static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            OcpiDateTime.parse(text);
            return LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Rejection.invalid(name + " must be an RFC 3339 date and time in UTC, such as 2026-03-01T12:00:00Z");
        }
    }

    /**
     * What a parameter says that is {@code true} or {@code false}, the latter if absent.
     *
     * @throws Rejection if it is neither
     */
    static boolean flag(String name, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw Rejection.invalid(name + " must be true or false");
        };
    }
}
