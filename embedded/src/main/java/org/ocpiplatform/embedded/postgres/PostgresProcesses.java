package org.ocpiplatform.embedded.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ocpiplatform.embedded.EmbeddedStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running processes of one PostgreSQL. They are known by their executable, which lies in the data directory: the
 * lock on that directory is ours, so nobody else can have a right to them. The process id in postmaster.pid alone
 * proves nothing, because the operating system may have given it to a stranger since.
 */
final class PostgresProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcesses.class);
    private static final String STOP_TIMEOUT_SECONDS = "60";
    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

    private final Path home;
    private final Path cluster;
    private final PostgresCommands commands;

    PostgresProcesses(Path home, Path cluster, PostgresCommands commands) {
        this.home = home;
        this.cluster = cluster;
        this.commands = commands;
    }

    /** Stops the server and returns once its data is on disk; one that does not stop is killed and recovers later. */
    void stop() {
        boolean running = find().stream().anyMatch(process -> process.pid() == recordedPid());
        if (!running || !(pgCtlStop("fast") || pgCtlStop("immediate"))) {
            find().forEach(ProcessHandle::destroyForcibly);
        }
        awaitEnd();
    }

    /** Ends what a killed platform left running and makes room for a new server. */
    void endLeftovers() throws IOException {
        if (!find().isEmpty()) {
            LOG.info("Ending the PostgreSQL that an earlier run left behind in {}", home);
            stop();
        }
        // PostgreSQL would take any process of this user that has the recorded id for a running server.
        Files.deleteIfExists(pidFile());
    }

    private boolean pgCtlStop(String mode) {
        return commands.runDiscarding(
                        "pg_ctl", "stop", "-w", "-t", STOP_TIMEOUT_SECONDS, "-D", cluster.toString(), "-m", mode)
                == 0;
    }

    private List<ProcessHandle> find() {
        String prefix = home + File.separator;
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.startsWith(prefix))
                        .isPresent())
                .toList();
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    private long recordedPid() {
        try {
            return Long.parseLong(
                    Files.readString(pidFile()).lines().findFirst().orElse("").strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    private void awaitEnd() {
        long deadline = System.nanoTime() + END_TIMEOUT.toNanos();
        List<ProcessHandle> remaining = find();
        while (!remaining.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedStoreException("The PostgreSQL in %s does not stop: end process %d yourself."
                        .formatted(home, remaining.getFirst().pid()));
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedStoreException(
                        "Waiting for the PostgreSQL in %s to stop was interrupted: the next start will end it."
                                .formatted(home),
                        e);
            }
            remaining = find();
        }
    }
}
