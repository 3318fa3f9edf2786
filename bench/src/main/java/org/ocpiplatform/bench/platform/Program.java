package org.ocpiplatform.bench.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The platform as a JVM is told to run it.
 *
 * @param java options of the JVM
 * @param jar the platform's jar
 */
public record Program(List<String> java, Path jar) {

    private static final Path TRAIN = Path.of("deploy", "image", "train");

    /** A jar as it is. */
    public static Program of(Path jar) {
        return new Program(List.of(), jar);
    }

    /**
     * A jar extracted, with the AOT cache that the image has as well: runs the platform once by the same script, and
     * keeps what its JVM has learnt.
     */
    public static Program withCache(CleanUp cleanUp, Path jar, String heap, Path directory, Path log)
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
        // The cache knows the jar by the name that it had; a JVM that cannot use it is to say so and not to start.
        return new Program(
                List.of("-XX:AOTCache=" + directory.resolve("platform.aot"), "-XX:AOTMode=on"),
                directory.resolve("ocpi-platform.jar"));
    }

    /** What comes after the other options of the JVM, for a data directory. */
    List<String> on(Path data) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-jar", jar.toString(), "--ocpi.data-dir=" + data));
        return command;
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
