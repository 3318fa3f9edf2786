package org.ocpiplatform.api.streams;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.Refusal;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.changes.ChangeModules;
import org.ocpiplatform.contract.readers.ReaderView;
import org.springframework.http.HttpStatus;

/**
 * What part of the changes is asked for.
 *
 * @param modules all if empty
 * @param after the position that it begins after
 * @param end the position that it ends with; none if it goes on
 */
record StreamRequest(
        Set<String> modules, long after, @Nullable Long end) {

    private static final String BEGINNING = "beginning";
    private static final String NOW = "now";

    /**
     * Reads the parameters.
     *
     * @param head position of the last event
     * @throws Rejection if they make no sense
     */
    static StreamRequest of(
            Set<String> modules,
            @Nullable String lastEventId,
            @Nullable String after,
            @Nullable String from,
            @Nullable String follow,
            long head) {
        if (after != null && from != null) {
            throw Rejection.invalid("after and from exclude each other");
        }
        if (from != null && !from.equals(BEGINNING) && !from.equals(NOW)) {
            throw Rejection.invalid("from must be " + BEGINNING + " or " + NOW);
        }
        if (follow != null && !follow.equals("true") && !follow.equals("false")) {
            throw Rejection.invalid("follow must be true or false");
        }
        long position = NOW.equals(from) ? head : 0;
        if (after != null) {
            position = position("after", after, head);
        }
        if (lastEventId != null && !lastEventId.isBlank()) {
            position = position("Last-Event-ID", lastEventId.strip(), head);
        }
        return new StreamRequest(modules, position, "false".equals(follow) ? head : null);
    }

    private static long position(String name, String value, long head) {
        long position;
        try {
            position = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw Rejection.invalid(name + " must be the position of an event");
        }
        if (position < 0) {
            throw Rejection.invalid(name + " must not be negative");
        }
        if (position > head) {
            // Going on from there would pass over what takes these positions next.
            throw Rejection.invalid(name + " " + position + " is beyond the last event, " + head
                    + "; the event store may have been restored from an older copy");
        }
        return position;
    }

    /**
     * The modules that are asked for, of those that the reader may follow.
     *
     * @param names none, or names with commas in between; several times if need be
     * @param reader none if it is an administrator
     * @throws Rejection if one is unknown
     * @throws Refusal if the reader may not follow one
     */
    static Set<String> modules(@Nullable List<String> names, @Nullable ReaderView reader) {
        Set<String> own = reader == null ? Set.of() : Set.copyOf(reader.modules());
        Set<String> asked = ChangeModules.named((names == null ? List.<String>of() : names)
                .stream()
                        .flatMap(name -> Arrays.stream(name.split(",")))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
        if (asked.isEmpty()) {
            return own;
        }
        Set<String> others = new TreeSet<>(asked);
        others.removeAll(own);
        if (!own.isEmpty() && !others.isEmpty()) {
            throw new Refusal(HttpStatus.FORBIDDEN, "the consumer may not follow " + String.join(", ", others));
        }
        return asked;
    }
}
