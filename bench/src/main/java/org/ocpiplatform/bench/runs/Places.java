package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.ScratchDirectory;
import org.ocpiplatform.bench.platform.ServerProcess;

/**
 * Where a run finds the platform and leaves its files, seen from the root of the repository.
 *
 * @param heap of the platform and of the HTTP floor
 */
record Places(Path jar, String heap, ScratchDirectory scratch, CleanUp cleanUp) {

    static final Path RESULTS = Path.of("bench", "results");

    private static final String DEFAULT_HEAP = "2g";

    static Places of(Options options, CleanUp cleanUp) throws IOException {
        Path jar = Path.of(options.text("platform-jar").orElse("app/target/ocpi-platform.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalArgumentException("there is no " + jar + ": start this with bench/run, which builds it");
        }
        ScratchDirectory scratch = ScratchDirectory.create(Path.of("bench", "target"), options.has("keep-data"));
        return new Places(
                jar.toAbsolutePath(), options.text("heap").orElse(DEFAULT_HEAP), cleanUp.add(scratch), cleanUp);
    }

    /** Starts the platform on the data directory of this run. */
    ServerProcess startPlatform() throws IOException, InterruptedException {
        return Platform.start(cleanUp, jar, heap, scratch.resolve("platform"), scratch.resolve("platform.log"));
    }
}
