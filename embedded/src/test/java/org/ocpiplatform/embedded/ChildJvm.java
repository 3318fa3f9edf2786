package org.ocpiplatform.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with this test's class path, which dies with the test and can be killed without warning. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private String lastLine = "";

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    public static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public long pid() {
        return process.pid();
    }

    /** Reads up to and including the line. */
    public void awaitLine(String expected) throws IOException {
        while (!lastLine.equals(expected)) {
            if (!readLine()) {
                throw new IOException("The other JVM ended without printing " + expected);
            }
        }
    }

    /** Kills the JVM and returns the last line it had printed. */
    public String kill() throws IOException {
        // Not through the process itself, which would close the stream with the last lines.
        process.toHandle().destroyForcibly();
        while (readLine()) {}
        process.onExit().join();
        return lastLine;
    }

    private boolean readLine() throws IOException {
        String line = output.readLine();
        lastLine = line == null ? lastLine : line;
        return line != null;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
