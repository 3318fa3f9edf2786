package org.ocpiplatform.bench.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The platform's jar, extracted, with the cache that the image has as well: made by the same script.
 *
 * @param java the option of the JVM that has it use the cache
 * @param jar the jar that the cache is for
 */
public record AotCache(List<String> java, Path jar) {

    private static final Path TRAIN = Path.of("deploy", "image", "train");

    /** Runs the platform once, and keeps what its JVM has learnt. */
    public static AotCache train(CleanUp cleanUp, Path jar, String heap, Path directory, Path log)
            throws IOException, InterruptedException {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        run(
                cleanUp,
                new ProcessBuilder(
                        bin.resolve("java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        directory.toString()),
                log);
        // The script knows the jar by the name that a build gives it.
        Files.move(
                directory.resolve(jar.getFileName()),
                directory.resolve("ocpi-platform.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder train = new ProcessBuilder(TRAIN.toAbsolutePath().toString(), directory.toString());
        train.environment().put("PATH", bin + File.pathSeparator + System.getenv("PATH"));
        train.environment().put("JVM_FLAGS", String.join(" ", ServerProcess.jvmFlags(heap)));
        train.environment().put("SERVER_PORT", String.valueOf(ServerProcess.freePort()));
        run(cleanUp, train, log);
        // The cache knows the jar by the name that it had.
        return new AotCache(
                List.of("-XX:AOTCache=" + directory.resolve("platform.aot")), directory.resolve("ocpi-platform.jar"));
    }

    private static void run(CleanUp cleanUp, ProcessBuilder builder, Path log)
            throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        cleanUp.add(process::destroy);
        if (process.waitFor() != 0) {
            throw new IOException("there is no AOT cache:\n" + Files.readString(log));
        }
    }
}
