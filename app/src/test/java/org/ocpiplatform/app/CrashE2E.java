package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nothing acknowledged is lost when the platform is killed, and the next start needs no repair. */
class CrashE2E {

    private static final String SESSIONS = "/ocpi/emsp/2.3.0/sessions";
    private static final int WRITERS = 16;
    private static final int ROUNDS = 2;

    @TempDir
    Path dataDir;

    @Test
    void everyAcknowledgedWriteSurvivesKill9() throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        RunningPlatform platform = RunningPlatform.start(dataDir);
        String cpoToken = platform.provisionToken("CPO", "NL", "TNM");
        String emspToken = platform.provisionToken("EMSP", "DE", "ABC");
        try {
            for (int round = 0; round < ROUNDS; round++) {
                writeUntilKilled(platform, cpoToken, round, acknowledged);
                platform = RunningPlatform.start(dataDir);

                Set<String> listed = list(platform.partner(emspToken));
                assertThat(listed).as("in the list").containsAll(acknowledged);
                for (String id : acknowledged) {
                    assertThat(platform.partner(cpoToken)
                                    .get(SESSIONS + "/NL/TNM/" + id)
                                    .status())
                            .as(id)
                            .isEqualTo(200);
                }
            }
            assertThat(acknowledged).hasSizeGreaterThan(100);
        } finally {
            platform.close();
        }
    }

    private static void writeUntilKilled(RunningPlatform platform, String token, int round, Queue<String> acknowledged)
            throws Exception {
        Http cpo = platform.partner(token);
        AtomicInteger next = new AtomicInteger();
        int before = acknowledged.size();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.submit(() -> {
                    try {
                        while (true) {
                            String id = "R%d-%d".formatted(round, next.getAndIncrement());
                            String json = SessionJson.aSession(id, "DE", "ABC", "2026-01-10T10:00:00Z");
                            if (cpo.put(SESSIONS + "/NL/TNM/" + id, json).status() == 201) {
                                acknowledged.add(id);
                            }
                        }
                    } catch (IOException e) {
                        // Killed.
                    }
                    return null;
                });
            }
            while (acknowledged.size() < before + 200) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            platform.kill();
        }
    }

    private static Set<String> list(Http partner) throws Exception {
        List<String> ids = new ArrayList<>();
        String next = SESSIONS + "?limit=1000";
        while (next != null) {
            Http.Answer page = partner.get(next);
            for (JsonNode session : page.data().values()) {
                ids.add(session.get("id").asString());
            }
            next = page.header("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .map(link -> link.substring(link.indexOf("/ocpi/")))
                    .orElse(null);
        }
        Set<String> distinct = new HashSet<>(ids);
        assertThat(distinct).as("no session twice").hasSameSizeAs(ids);
        return distinct;
    }
}
