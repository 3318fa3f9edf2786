package org.ocpiplatform.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted (OCPI 2.3.0, transport chapter, pagination).
 *
 * @param dateFrom objects updated at or after this instant
 * @param dateTo objects updated before this instant
 * @param offset objects to leave out at the start; counted from {@code cursor} where one is given
 * @param limit objects wanted, at least one
 * @param cursor where the previous page ended, as that page said
 */
public record PageRequest(
        @Nullable Instant dateFrom,
        @Nullable Instant dateTo,
        long offset,
        int limit,
        @Nullable Long cursor) {}
