package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A session that grows past what a document of MongoDB can hold is read as a whole, until it is refused clearly. */
class LargeObjectsE2E {

    private static final String SESSIONS = "/ocpi/emsp/2.3.0/sessions";
    private static final String URL = SESSIONS + "/NL/TNM/LARGE";
    private static final int DOCUMENT_LIMIT = 16 << 20;
    static final int PERIODS_PER_PATCH = 2_700;
    /** What the partner's meter says of a period, in a field of its own. */
    private static final String READING = "0123456789".repeat(100);

    private static final int PATCHES = 6;

    @TempDir
    Path dataDir;

    @Test
    @SuppressWarnings("SystemOut") // the figures are for who runs it
    void aSessionGrownByPatchesIsReadWholeAfterARebuildAndARestart() throws Exception {
        String token;
        try (RunningPlatform platform = RunningPlatform.start(dataDir, "--ocpi.limits.max-object=24MB")) {
            token = platform.provisionToken("CPO", "NL", "TNM");
            Http cpo = platform.partner(token);
            cpo.put(SESSIONS + "/NL/TNM/BEFORE", SessionJson.aSession("BEFORE", "DE", "ABC", "2026-01-10T10:00:00Z"));
            cpo.put(URL, SessionJson.aSession("LARGE", "DE", "ABC", "2026-01-10T10:00:00Z"));
            cpo.put(SESSIONS + "/NL/TNM/AFTER", SessionJson.aSession("AFTER", "DE", "ABC", "2026-01-10T10:00:00Z"));
            String patch = patch(PERIODS_PER_PATCH);
            for (int i = 0; i < PATCHES; i++) {
                long started = System.nanoTime();
                Http.Answer answer = cpo.patch(URL, patch);
                System.out.printf(
                        "PATCH of %.1f MB to a session of %.1f MB: %d ms%n",
                        patch.length() / 1e6,
                        (i + 1) * patch.length() / 1e6,
                        Duration.ofNanos(System.nanoTime() - started).toMillis());
                assertThat(answer.outcome()).as(answer.toString()).isEqualTo("200/1000");
            }
            awaitLag(platform);
            isRead(cpo, "after PATCHes");

            assertThat(platform.admin()
                            .post("/admin/projections/sessions/rebuild", "")
                            .status())
                    .isEqualTo(202);
            awaitLag(platform);
            isRead(cpo, "after a rebuild");
        }
        try (RunningPlatform platform = RunningPlatform.start(dataDir, "--ocpi.limits.max-object=24MB")) {
            Http cpo = platform.partner(token);
            isRead(cpo, "after a restart");

            String patch = patch(PERIODS_PER_PATCH);
            Http.Answer answer = cpo.patch(URL, patch);
            while (answer.code() == 1000) {
                answer = cpo.patch(URL, patch);
            }
            assertThat(answer.outcome()).isEqualTo("200/2001");
            assertThat(answer.message()).contains("the session would have", "nothing of the request is stored");
            long revision = cpo.get(URL).data().get("charging_periods").size();
            assertThat(cpo.patch(URL, "{\"kwh\":7,\"last_updated\":\"2026-01-10T12:00:00Z\"}")
                            .outcome())
                    .isEqualTo("200/1000");
            JsonNode session = cpo.get(URL).data();
            assertThat(session.get("kwh").asInt()).isEqualTo(7);
            assertThat(session.get("charging_periods").size()).isEqualTo((int) revision);
        }
    }

    private static void isRead(Http cpo, String when) throws Exception {
        long started = System.nanoTime();
        Http.Answer detail = cpo.get(URL);
        long read = System.nanoTime();
        assertThat(detail.outcome()).isEqualTo("200/1000");
        assertThat(detail.body().length()).as(when).isGreaterThan(DOCUMENT_LIMIT);
        assertThat(detail.data().get("charging_periods").size()).isEqualTo(PATCHES * PERIODS_PER_PATCH);
        long listed = System.nanoTime();
        Http.Answer list = cpo.get(SESSIONS);
        System.out.printf(
                "%s: detail of %.1f MB in %d ms, list in %d ms%n",
                when,
                detail.body().length() / 1e6,
                Duration.ofNanos(read - started).toMillis(),
                Duration.ofNanos(System.nanoTime() - listed).toMillis());
        assertThat(list.outcome()).isEqualTo("200/1000");
        assertThat(list.data().valueStream().map(session -> session.get("id").asString()))
                .containsExactly("BEFORE", "LARGE", "AFTER");
        assertThat(list.data().get(1)).isEqualTo(detail.data());
    }

    private static void awaitLag(RunningPlatform platform) {
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            Http.Answer answer = platform.admin().get("/admin/projections");
            return answer.status() == 200
                    && answer.json()
                            .valueStream()
                            .allMatch(projection -> projection.get("lag").asLong() == 0
                                    && projection.get("state").asString().equals("RUNNING")
                                    && projection.get("dead_letters").asLong() == 0);
        });
    }

    /** A PATCH that appends that many charging periods of some 1100 bytes. */
    static String patch(int periods) {
        StringBuilder patch = new StringBuilder("{\"charging_periods\":[");
        for (int i = 0; i < periods; i++) {
            patch.append(i == 0 ? "" : ",")
                    .append("{\"start_date_time\":\"2026-01-10T10:00:00Z\",")
                    .append("\"dimensions\":[{\"type\":\"ENERGY\",\"volume\":")
                    .append(i)
                    .append(".5}],\"x_meter\":\"")
                    .append(READING)
                    .append("\"}");
        }
        return patch.append("],\"last_updated\":\"2026-01-10T11:00:00Z\"}").toString();
    }
}
