package org.ocpiplatform.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.embedded.EmbeddedStoreException;

/** Runs PostgreSQL's programs, as root inside a user namespace because they refuse to run as root. */
final class PostgresCommands {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private final PostgresBinaries binaries;
    private final List<String> prefix;

    private PostgresCommands(PostgresBinaries binaries, List<String> prefix) {
        this.binaries = binaries;
        this.prefix = prefix;
    }

    static PostgresCommands of(PostgresBinaries binaries) {
        boolean root = !PostgresBinaries.WINDOWS && new UnixSystem().getUid() == 0;
        return new PostgresCommands(binaries, root ? NAMESPACE : List.of());
    }

    /** Refuses root where user namespaces are not available. */
    void check() {
        if (!prefix.isEmpty() && !namespacesWork()) {
            throw new EmbeddedStoreException("PostgreSQL does not run as root and this system offers root no user"
                    + " namespace (unshare -U) for it: start as an ordinary user, or set ocpi.event-store.url to an"
                    + " external PostgreSQL.");
        }
    }

    private static boolean namespacesWork() {
        try {
            List<String> command = new ArrayList<>(NAMESPACE);
            // PostgreSQL also insists that the user in the namespace has a name.
            command.addAll(List.of("id", "-un"));
            return execute(new ProcessBuilder(command)).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs one program to its end and returns what it says. */
    String run(String program, String... arguments) {
        Result result = run(Redirect.PIPE, program, arguments);
        if (result.exitCode() != 0) {
            throw failed(program, complaint(result.output()), null);
        }
        return result.output();
    }

    /** Runs one program whose children may outlive it and would keep a pipe open; returns its exit code. */
    int runDiscarding(String program, String... arguments) {
        return run(Redirect.DISCARD, program, arguments).exitCode();
    }

    private Result run(Redirect output, String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.program(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output);
        // Settings meant for some other PostgreSQL on this machine must not reach ours.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            return execute(builder);
        } catch (IOException e) {
            throw failed(program, EmbeddedStoreException.reason(e), e);
        }
    }

    private EmbeddedStoreException failed(String program, String reason, @Nullable Exception cause) {
        return new EmbeddedStoreException(
                "The bundled PostgreSQL cannot run %s (%s): correct that, or set ocpi.event-store.url to an external PostgreSQL."
                        .formatted(binaries.program(program), reason),
                cause);
    }

    private static Result execute(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Result(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The first line that tells of a problem, because later ones are mostly its consequences. */
    static String complaint(String output) {
        return output.lines()
                .filter(line -> line.matches(".*(FATAL|PANIC|error|[Cc]ould not|failed|No space).*"))
                .findFirst()
                .map(line ->
                        line.replaceFirst("^.*?(?=(LOG|FATAL|PANIC): )", "").strip())
                .orElse("it gave no reason");
    }

    private record Result(int exitCode, String output) {}
}
