package org.ocpiplatform.bench.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes have in memory. Of what several share each is charged its part, so that sums are right. */
final class Resident {

    private static final String PROPORTIONAL = "Pss:";

    private Resident() {}

    /** Proportional set size, which Linux tells. */
    static long bytes(ProcessHandle process) throws IOException {
        Path file = Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup");
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(PROPORTIONAL)) {
                return 1024
                        * Long.parseLong(line.substring(PROPORTIONAL.length())
                                .replace("kB", "")
                                .strip());
            }
        }
        throw new IOException("no " + PROPORTIONAL + " in " + file);
    }
}
