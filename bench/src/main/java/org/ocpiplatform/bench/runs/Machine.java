package org.ocpiplatform.bench.runs;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.ocpiplatform.bench.measure.Measurement;

/** Facts about the machine without which numbers mean nothing. */
public final class Machine {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int BLOCK = 8192;

    private Machine() {}

    /** The facts, which a run prints and keeps with its result. */
    public static Map<String, String> facts(Path directory, String heap) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "cores",
                Runtime.getRuntime().availableProcessors()
                        + ", shared by the platform, its stores and the load generator");
        facts.put(
                "load before",
                "%.1f (above 0 the numbers are worse than the platform)".formatted(SYSTEM.getSystemLoadAverage()));
        facts.put(
                "memory",
                (SYSTEM.getTotalMemorySize() >> 20) + " MB, " + (heap.isEmpty() ? "no -Xmx" : "-Xmx" + heap)
                        + " for the platform");
        facts.put("system", SYSTEM.getName() + " " + SYSTEM.getVersion() + " " + SYSTEM.getArch());
        facts.put(
                "java",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + " ("
                        + System.getProperty("java.vendor") + ")");
        facts.put("disk", Files.getFileStore(directory).type() + ", " + forceLatency(directory));
        return facts;
    }

    /** What one write to disk takes: durable inserts cannot be faster, except by sharing it. */
    private static String forceLatency(Path directory) throws IOException {
        Path file = directory.resolve("force-probe");
        Histogram latencies = Measurement.newHistogram();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
            while (System.nanoTime() < end) {
                channel.write(ByteBuffer.allocate(BLOCK));
                long begin = System.nanoTime();
                channel.force(false);
                latencies.recordValue((System.nanoTime() - begin) / 1000);
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return "8 KB forced in %.2f ms (median)".formatted(latencies.getValueAtPercentile(50) / 1000.0);
    }

    /** CPU time that this JVM, which makes the load, has used so far, in nanoseconds. */
    static long ownCpu() {
        return SYSTEM.getProcessCpuTime();
    }
}
