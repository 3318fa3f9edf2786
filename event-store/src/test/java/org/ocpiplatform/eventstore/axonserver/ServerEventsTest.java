package org.ocpiplatform.eventstore.axonserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.eventstore.EventRow;

/** What Axon Server gives back is what it was given, as far as its form goes. */
class ServerEventsTest {

    private static final Instant TIME = Instant.parse("2026-01-10T10:00:00.123456Z");

    @Test
    void aRowComesBackWithItsTimeInMilliseconds() {
        EventRow back = passed(row("Session", "2", "{\"partner_id\":\"p1\",\"n\":3,\"yes\":true}"));

        assertThat(back.eventId()).isEqualTo("e1");
        assertThat(back.aggregateId()).isEqualTo("emsp:tokens:NL:TNM:~k1");
        assertThat(back.sequenceNumber()).isEqualTo(7);
        assertThat(back.aggregateType()).isEqualTo("Session");
        assertThat(back.occurredAt()).isEqualTo(Instant.parse("2026-01-10T10:00:00.123Z"));
        assertThat(back.payloadType()).isEqualTo("sessions.replaced");
        assertThat(back.payloadRevision()).isEqualTo("2");
        assertThat(text(back.payload())).isEqualTo("{\"kwh\":1.10}");
    }

    @Test
    void metadataComesBackInTheOrderOfItsKeys() {
        assertThat(text(passed(row("Session", "2", "{\"z\":\"last\",\"n\":3,\"x\":1.5,\"yes\":true,\"none\":null}"))
                        .metadata()))
                .isEqualTo("{\"n\":3,\"x\":1.5,\"yes\":true,\"z\":\"last\"}");
    }

    @Test
    void whatIsNotThereStaysAway() {
        EventRow back = passed(row(null, null, "{}"));

        assertThat(back.aggregateType()).isNull();
        assertThat(back.payloadRevision()).isNull();
        assertThat(text(back.metadata())).isEqualTo("{}");
    }

    @Test
    void theSamePassesTwiceUnchanged() {
        EventRow once = passed(row("Session", "2", "{\"b\":\"2\",\"a\":\"1\"}"));
        EventRow twice = passed(once);

        assertThat(twice.metadata()).isEqualTo(once.metadata());
        assertThat(twice.occurredAt()).isEqualTo(once.occurredAt());
    }

    private static EventRow row(String type, String revision, String metadata) {
        return new EventRow(
                "e1",
                "emsp:tokens:NL:TNM:~k1",
                7,
                type,
                TIME,
                "sessions.replaced",
                revision,
                "{\"kwh\":1.10}".getBytes(StandardCharsets.UTF_8),
                metadata.getBytes(StandardCharsets.UTF_8));
    }

    private static EventRow passed(EventRow row) {
        return ServerEvents.row(ServerEvents.of(row, false));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
