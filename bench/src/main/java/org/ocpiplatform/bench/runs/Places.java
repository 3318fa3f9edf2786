package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Program;
import org.ocpiplatform.bench.platform.ScratchDirectory;
import org.ocpiplatform.bench.platform.ServerProcess;

/**
 * Where a run finds the platform and leaves its files, seen from the root of the repository.
 *
 * @param heap of the platform and of the HTTP floor
 */
public record Places(Path jar, String heap, ScratchDirectory scratch, CleanUp cleanUp) {

    private static final String DEFAULT_HEAP = "2g";

    /** As the options say. */
    static Places of(Options options, CleanUp cleanUp) throws IOException {
        return of(options, cleanUp, DEFAULT_HEAP);
    }

    /**
     * As the options say.
     *
     * @param defaultHeap where they say nothing; empty for what the JVM takes by itself
     */
    public static Places of(Options options, CleanUp cleanUp, String defaultHeap) throws IOException {
        Path jar = Path.of(options.text("platform-jar").orElse("app/target/ocpi-platform.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalArgumentException("there is no " + jar + ": start this with bench/run, which builds it");
        }
        ScratchDirectory scratch = ScratchDirectory.create(Path.of("bench", "target"), options.has("keep-data"));
        return new Places(
                jar.toAbsolutePath(), options.text("heap").orElse(defaultHeap), cleanUp.add(scratch), cleanUp);
    }

    /** Starts the platform on the data directory of this run. */
    public ServerProcess startPlatform() throws IOException, InterruptedException {
        return Platform.start(
                cleanUp, Program.of(jar), heap, scratch.resolve("platform"), scratch.resolve("platform.log"));
    }
}
