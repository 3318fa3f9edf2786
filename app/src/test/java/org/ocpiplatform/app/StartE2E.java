package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator meets when the platform starts, or says why it does not. */
class StartE2E {

    @TempDir
    Path dataDir;

    @Test
    void anUnknownSettingStopsTheStartWithOneLineThatNamesIt() throws Exception {
        assertThat(refusal("--ocpi.data-dirr=/tmp/x")).contains("unknown setting ocpi.data-dirr");
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void anUnusableValueStopsTheStartWithOneLineThatNamesIt() throws Exception {
        assertThat(refusal("--ocpi.paging.max-limit=many"))
                .contains("ocpi.paging.max-limit")
                .contains("many");
        assertThat(refusal("--ocpi.parties[0].role=CPO", "--ocpi.parties[0].country-code=NLD"))
                .contains("ocpi.parties[0]");
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void aConfigurationThatReplacesThePlatformsOwnMustNameParties() throws Exception {
        Path other = Files.writeString(dataDir.resolve("other.yml"), "logging.level.root: 'OFF'");
        assertThat(refusal("--spring.config.location=file:" + other)).contains("ocpi.parties");
    }

    @Test
    void aDataDirectoryThatIsAFileIsRefused() throws Exception {
        Path file = Files.writeString(dataDir.resolve("file"), "not a directory");
        try (RunningPlatform platform = RunningPlatform.launch(file)) {
            assertThat(platform.awaitEnd()).isNotZero();
            assertThat(lastLine(platform)).contains(file.toString());
        }
    }

    @Test
    void aStoreThatDoesNotAnswerStopsTheStartWithOneLine() throws Exception {
        assertThat(refusal(
                        "--ocpi.event-store.url=jdbc:postgresql://127.0.0.1:1/none", "--ocpi.event-store.username=x"))
                .contains("ocpi.event-store.url");
    }

    @Test
    void aSecondStartOnOneDataDirectoryIsRefusedAndTheFirstGoesOn() throws Exception {
        try (RunningPlatform first = RunningPlatform.start(dataDir)) {
            try (RunningPlatform second = RunningPlatform.launch(dataDir)) {
                assertThat(second.awaitEnd()).isNotZero();
                assertThat(lastLine(second)).contains(dataDir.toString());
            }
            assertThat(first.http().get("/actuator/health/readiness").status()).isEqualTo(200);
        }
    }

    /** The embedded stores start beside the rest, whatever becomes of that. */
    @Test
    void aStartThatFailsLeavesNoStoreRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(refusal("--server.port=" + taken.getLocalPort())).contains("port " + taken.getLocalPort());
        }
        assertThat(dataDir.resolve("postgres/server.log")).content().contains("database system is shut down");
        assertThat(dataDir.resolve("postgres/data/postmaster.pid")).doesNotExist();
        RunningPlatform.start(dataDir).close();
    }

    @Test
    void generatedSecretsAreReadableByTheirOwnerOnly() throws Exception {
        try (RunningPlatform platform =
                RunningPlatform.start(dataDir, "--ocpi.demo=true", "--server.address=127.0.0.1")) {
            for (String secret : new String[] {"demo-cpo-token", "demo-emsp-token", "postgres.password"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve(secret))))
                        .as(secret)
                        .isEqualTo("rw-------");
            }
            String token = Files.readString(dataDir.resolve("demo-cpo-token"));
            assertThat(platform.partner(token).get("/ocpi/versions").outcome()).isEqualTo("200/1000");
            assertThat(platform.log()).contains("curl").doesNotContain(RunningPlatform.ADMIN_TOKEN);
        }
    }

    private String refusal(String... settings) throws Exception {
        try (RunningPlatform platform = RunningPlatform.launch(dataDir, settings)) {
            assertThat(platform.awaitEnd()).isNotZero();
            return lastLine(platform);
        }
    }

    /** The line that says why; nothing follows it. */
    private static String lastLine(RunningPlatform platform) throws Exception {
        String last = platform.log().lines().reduce((first, second) -> second).orElse("");
        assertThat(last).as(platform.log()).startsWith("The platform does not start: ");
        return last;
    }
}
