package org.ocpiplatform.bench.platform;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be ended and removed after a run, in the reverse order; also when the run is interrupted. */
public final class CleanUp implements AutoCloseable {

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private CleanUp() {}

    /** A clean-up that takes place at the latest when this JVM ends. */
    public static CleanUp atExit() {
        CleanUp cleanUp = new CleanUp();
        Runtime.getRuntime().addShutdownHook(new Thread(cleanUp::close));
        return cleanUp;
    }

    /** Remembers what has to be closed; closing it twice must do no harm. */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        resources.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                IO.println("clean-up: " + e);
            }
        }
    }
}
