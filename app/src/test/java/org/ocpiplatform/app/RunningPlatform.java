package org.ocpiplatform.app;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;

/**
 * A platform in a process of its own, so that tests can kill it and start it again on the same data directory.
 */
final class RunningPlatform implements AutoCloseable {

    static final String ADMIN_TOKEN = "an-admin-token-for-tests";

    /** Among the settings: the platform makes its administrators' token itself, and {@link #admin()} is of no use. */
    static final String GENERATED_ADMIN_TOKEN = "generated admin token";

    private static final String PORT = "--server.port=";
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 30_000;
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;
    private final int port;

    private RunningPlatform(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts a platform and waits until it is ready. */
    static RunningPlatform start(Path dataDir, String... settings) throws Exception {
        RunningPlatform platform = launch(dataDir, settings);
        try {
            platform.awaitReady();
            return platform;
        } catch (Exception e) {
            platform.kill();
            throw e;
        }
    }

    /** Starts a platform of another version, some classes of which are in a directory, and waits until it is ready. */
    static RunningPlatform startVersion(Path classes, Path dataDir, String... settings) throws Exception {
        RunningPlatform platform =
                launch(classes + File.pathSeparator + System.getProperty("java.class.path"), dataDir, settings);
        try {
            platform.awaitReady();
            return platform;
        } catch (Exception e) {
            platform.kill();
            throw e;
        }
    }

    /** Starts a platform without waiting for it. */
    static RunningPlatform launch(Path dataDir, String... settings) throws IOException {
        return launch(System.getProperty("java.class.path"), dataDir, settings);
    }

    private static RunningPlatform launch(String classPath, Path dataDir, String... settings) throws IOException {
        int port = List.of(settings).stream()
                .filter(setting -> setting.startsWith(PORT))
                .map(setting -> Integer.parseInt(setting.substring(PORT.length())))
                .findFirst()
                .orElseGet(RunningPlatform::freePort);
        Path log = Files.createTempFile("platform-", ".log");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                OcpiPlatform.class.getName(),
                PORT + port,
                "--ocpi.data-dir=" + dataDir));
        if (!List.of(settings).contains(GENERATED_ADMIN_TOKEN)) {
            command.add("--ocpi.admin.token=" + ADMIN_TOKEN);
        }
        if (List.of(settings).stream().noneMatch(setting -> setting.startsWith("--ocpi.demo"))) {
            command.add("--ocpi.demo=false");
        }
        command.addAll(List.of(settings).stream()
                .filter(setting -> !setting.startsWith(PORT) && !setting.equals(GENERATED_ADMIN_TOKEN))
                .toList());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new RunningPlatform(process, log, port);
    }

    private void awaitReady() throws Exception {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the platform ended with " + process.exitValue() + ":\n" + log());
            }
            try {
                if (http().get("/actuator/health/readiness").status() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the platform is not ready:\n" + log());
    }

    /** Requests without credentials. */
    Http http() {
        return new Http("http://localhost:" + port, null);
    }

    /** Requests of the administrator. */
    Http admin() {
        return new Http("http://localhost:" + port, "Bearer " + ADMIN_TOKEN);
    }

    /** Requests with a partner's token. */
    Http partner(String token) {
        String encoded = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        return new Http("http://localhost:" + port, "Token " + encoded);
    }

    /** Provisions a platform with one party and returns requests with its token. */
    Http provision(String role, String country, String party) throws Exception {
        return partner(provisionToken(role, country, party));
    }

    /** Provisions a platform with one party and returns its token. */
    String provisionToken(String role, String country, String party) throws Exception {
        Http.Answer answer = admin().post("/admin/partners", """
                {"name":"%1$s %2$s-%3$s","mode":"PROVISIONED","roles":[{"role":"%1$s","country_code":"%2$s","party_id":"%3$s",
                 "business_details":{"name":"%3$s"}}]}
                """.formatted(role, country, party));
        if (answer.status() != 201) {
            throw new IllegalStateException("not provisioned: " + answer);
        }
        return answer.json().get("token").asString();
    }

    /** Where partners begin to register. */
    String versionsUrl() {
        return http().base() + "/ocpi/versions";
    }

    /** Invites a partner and returns its token A. */
    String invite(Simulator partner) throws Exception {
        return invitation(partner).get("token").asString();
    }

    /** Invites a partner and has it register; its id. */
    String register(Simulator partner) throws Exception {
        JsonNode invitation = invitation(partner);
        partner.register(versionsUrl(), invitation.get("token").asString());
        return invitation.get("id").asString();
    }

    /** Provisions a partner as one that is called; its id. */
    String provision(Simulator partner) throws Exception {
        Http.Answer answer = admin().post("/admin/partners", """
                {"name":"%1$s","mode":"PROVISIONED","url":"%5$s","token_b":"%6$s",
                 "roles":[{"role":"%2$s","country_code":"%3$s","party_id":"%4$s","business_details":{"name":"%4$s"}}]}
                """.formatted(
                        partner.party(),
                        partner.roles().iterator().next(),
                        partner.party().countryCode(),
                        partner.party().partyId(),
                        partner.versionsUrl(),
                        partner.tokenA().orElseThrow()));
        if (answer.status() != 201) {
            throw new IllegalStateException("not provisioned: " + answer);
        }
        partner.adopt(versionsUrl(), answer.json().get("token").asString());
        return answer.json().get("id").asString();
    }

    private JsonNode invitation(Simulator partner) throws Exception {
        Http.Answer answer = admin().post("/admin/partners", """
                {"name":"%1$s","mode":"INVITED","roles":[{"role":"%2$s","country_code":"%3$s","party_id":"%4$s"}]}
                """.formatted(
                        partner.party(),
                        partner.roles().iterator().next(),
                        partner.party().countryCode(),
                        partner.party().partyId()));
        if (answer.status() != 201) {
            throw new IllegalStateException("not invited: " + answer);
        }
        return answer.json();
    }

    /**
     * Waits until it is recorded that a partner sends no routing headers, which happens beside some request or other and
     * would disturb who counts events.
     */
    void awaitThatHabitsAreKnown(Http partner, String name) throws Exception {
        for (int i = 0; i < 30; i++) {
            partner.get("/ocpi/cpo/2.3.0/tariffs");
        }
        for (int i = 0; i < 100; i++) {
            for (JsonNode known : admin().get("/admin/partners").json()) {
                if (known.get("name").asString().equals(name)
                        && known.get("quirks_seen").has("no_routing_headers")) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException("the habits of " + name + " are not noticed");
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Waits for the process to end by itself; its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(START_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the platform still runs");
        }
        return process.exitValue();
    }

    /** {@code kill -9} of the platform; its embedded PostgreSQL is left behind. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the platform as an operator would. */
    @Override
    public void close() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(log);
    }

    /**
     * A port that nobody has, below those that systems give to whoever asks for any, such as the servers that the
     * platform starts first.
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken.
            }
        }
    }
}
