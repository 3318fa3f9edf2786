package org.ocpiplatform.bench.platform;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.http.HttpRequest;

/** A server in a JVM of its own. */
public final class ServerProcess implements AutoCloseable {

    /** As the README says. */
    private static final Path OPTIONS = Path.of("deploy", "jvm.options");

    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
    private static final int STOP_TIMEOUT_SECONDS = 60;
    private static final int POLL_MILLIS = 10;

    private final Process process;
    private final URI url;
    private final Duration startTime;

    private ServerProcess(Process process, URI url, Duration startTime) {
        this.process = process;
        this.url = url;
        this.startTime = startTime;
    }

    /**
     * Starts a server on a free port and waits until it is ready.
     *
     * @param heap as in -Xmx; empty for what the JVM takes by itself
     * @param program what comes after the options of the JVM: a main class or a jar, with its arguments
     * @param readyPath answers 200 once the server is ready
     * @param log takes what the server prints, after what is there
     */
    public static ServerProcess start(CleanUp cleanUp, String heap, List<String> program, String readyPath, Path log)
            throws IOException, InterruptedException {
        int port = freePort();
        URI url = URI.create("http://127.0.0.1:" + port);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags(heap));
        command.addAll(program);
        command.add("--server.port=" + port);
        command.add("--server.address=127.0.0.1");

        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        cleanUp.add(() -> stop(process));
        byte[] request = HttpRequest.to(url, null).get(readyPath);
        while (!ready(url, request)) {
            if (!process.isAlive()) {
                throw new IOException("the server did not start:\n" + lastLines(log));
            }
            if (System.nanoTime() - begin > START_TIMEOUT.toNanos()) {
                throw new IOException("the server is not ready after " + START_TIMEOUT + ":\n" + lastLines(log));
            }
            Thread.sleep(POLL_MILLIS);
        }
        return new ServerProcess(process, url, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** The options of the JVM, in the form that an AOT cache needs as well in which it is used. */
    static List<String> jvmFlags(String heap) {
        List<String> flags = new ArrayList<>(List.of("@" + OPTIONS.toAbsolutePath()));
        if (!heap.isEmpty()) {
            flags.add("-Xmx" + heap);
        }
        return flags;
    }

    private static boolean ready(URI url, byte[] request) {
        try (HttpConnection connection = HttpConnection.open(url)) {
            return connection.exchange(request).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    /** Where it listens. */
    public URI url() {
        return url;
    }

    /** From the start of the JVM until it was ready. */
    public Duration startTime() {
        return startTime;
    }

    /** CPU time that the JVM has used so far. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Memory that is the JVM's, in bytes. */
    public long residentBytes() throws IOException {
        return Resident.bytes(process.toHandle());
    }

    /** Bytes that all threads of the JVM have allocated so far, those that have ended included. */
    public long allocatedBytes() throws IOException {
        return managed(ManagementFactory.THREAD_MXBEAN_NAME, "TotalThreadAllocatedBytes");
    }

    /** How long the JVM's compilers have been at work so far, all together. */
    public Duration compileTime() throws IOException {
        return Duration.ofMillis(managed(ManagementFactory.COMPILATION_MXBEAN_NAME, "TotalCompilationTime"));
    }

    /**
     * Asks the JVM by its own management agent, which it starts the first time and not before, because its start is
     * measured, too.
     */
    // The address comes from a JVM of ours.
    @SuppressWarnings("BanJNDI")
    private long managed(String bean, String attribute) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
            String address;
            try {
                address = machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
                return (Long) connector.getMBeanServerConnection().getAttribute(new ObjectName(bean), attribute);
            }
        } catch (AttachNotSupportedException | JMException e) {
            throw new IOException("the server does not tell its " + attribute, e);
        }
    }

    /** Ends the JVM, and nothing else, without letting it do anything more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends the server as an administrator would. */
    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
