package org.ocpiplatform.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Kafka broker in a process of its own, so that tests can stop it, kill it and start it again on the same data and
 * the same port. Whoever uses it has {@code org.apache.kafka:kafka_2.13} on the class path.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;
    private static final String CLUSTER = "4L6g3nShT-eMCtK--X86sw";

    private final Path directory;
    private final int port;
    private Process process;

    private KafkaBroker(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** A broker that is not started yet, with an empty log in a directory. */
    public static KafkaBroker create(Path directory) throws Exception {
        int port = freePort();
        KafkaBroker broker = new KafkaBroker(directory, port);
        int controllerPort = freePort();
        Files.writeString(broker.properties(), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%1$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%2$d
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                controlled.shutdown.enable=false
                """.formatted(controllerPort, port, directory.resolve("data")));
        Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d %level %logger{20} %msg%n</pattern></encoder>
                  </appender>
                  <root level="WARN"><appender-ref ref="OUT"/></root>
                </configuration>
                """);
        Process format = broker.run(
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                CLUSTER,
                "--config",
                broker.properties().toString());
        if (!format.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || format.exitValue() != 0) {
            throw new IllegalStateException("the log cannot be formatted:\n" + broker.log());
        }
        return broker;
    }

    /** A broker that runs, with an empty log. */
    public static KafkaBroker start(Path directory) throws Exception {
        KafkaBroker broker = create(directory);
        broker.start();
        return broker;
    }

    /** Where clients find it, whether it runs or not. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts it, with what its log has, and waits until it takes connections. */
    public void start() throws Exception {
        process = run("kafka.Kafka", properties().toString());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the broker does not start:\n" + log());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Stops it as an operator would. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }

    private Process run(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path properties() {
        return directory.resolve("server.properties");
    }

    private Path logFile() {
        return directory.resolve("broker.log");
    }

    private String log() throws IOException {
        return Files.readString(logFile());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
