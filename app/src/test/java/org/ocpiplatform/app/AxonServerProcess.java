package org.ocpiplatform.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An Axon Server in a process of its own, on free ports, with all its files in one directory. */
final class AxonServerProcess implements AutoCloseable {

    /** Where the server's jar is, and which Java runs it; Java 11 or 17 for version 4.6. */
    static final String JAR = "AXON_SERVER_JAR";

    private static final String JAVA = "AXON_SERVER_JAVA";
    private static final Duration START_PATIENCE = Duration.ofMinutes(6);

    private final Path directory;
    private final int httpPort = RunningPlatform.freePort();
    private final int grpcPort = RunningPlatform.freePort();
    private Process process;

    private AxonServerProcess(Path directory) {
        this.directory = directory;
    }

    /** The jar, if tests were given one. */
    static Optional<Path> jar() {
        return Optional.ofNullable(System.getenv(JAR)).map(Path::of);
    }

    /** Starts a server and waits until it serves its context. */
    static AxonServerProcess start(Path directory) throws Exception {
        AxonServerProcess server = new AxonServerProcess(directory);
        try {
            server.restart();
            return server;
        } catch (Exception e) {
            server.kill();
            throw e;
        }
    }

    /** Starts it again on the same files and ports. */
    void restart() throws Exception {
        process = new ProcessBuilder(
                        Optional.ofNullable(System.getenv(JAVA)).orElse("java"),
                        "-Xmx256m",
                        "-jar",
                        jar().orElseThrow().toAbsolutePath().toString(),
                        "--server.port=" + httpPort,
                        "--axoniq.axonserver.port=" + grpcPort,
                        "--axoniq.axonserver.hostname=localhost",
                        "--axoniq.axonserver.name=test")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!isUp()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Axon Server does not start:\n" + Files.readString(directory.resolve("server.log")));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean isUp() throws InterruptedException {
        try {
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://localhost:" + httpPort + "/actuator/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a platform is told to use it. */
    String[] settings() {
        return new String[] {"--axon.axonserver.enabled=true", "--axon.axonserver.servers=localhost:" + grpcPort};
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Where it has its events. */
    Path directory() {
        return directory;
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
