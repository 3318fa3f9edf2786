package org.ocpiplatform.bench.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for the data of one run. Programs that were unpacked into it end with it. */
public final class ScratchDirectory implements AutoCloseable {

    private final Path path;
    private final boolean keep;

    private ScratchDirectory(Path path, boolean keep) {
        this.path = path;
        this.keep = keep;
    }

    /** A new directory beside the build's output: directories for temporary files may lie in memory. */
    public static ScratchDirectory create(Path parent, boolean keep) throws IOException {
        Files.createDirectories(parent);
        return new ScratchDirectory(Files.createTempDirectory(parent, "data-").toRealPath(), keep);
    }

    /** The directory. */
    public Path path() {
        return path;
    }

    /** A part of it, which need not exist. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** CPU time that the programs in it have used so far. */
    public Duration cpu() {
        return programs().stream()
                .map(program -> program.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What the programs in it have in memory, in bytes. */
    public long residentBytes() throws IOException {
        long bytes = 0;
        for (ProcessHandle program : programs()) {
            try {
                bytes += Resident.bytes(program);
            } catch (NoSuchFileException e) {
                // It has ended meanwhile.
            }
        }
        return bytes;
    }

    /** A database that lost its platform runs on; it is known by where its executable lies. */
    private List<ProcessHandle> programs() {
        String prefix = path + File.separator;
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.startsWith(prefix))
                        .isPresent())
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<ProcessHandle> programs = programs();
        programs.forEach(ProcessHandle::destroyForcibly);
        programs.forEach(program -> program.onExit().join());
        if (keep) {
            IO.println("The data are in " + path);
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
