package org.ocpiplatform.api.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.limits.LimitSettings.Transfers;

/**
 * Tomcat's HTTP/1.1, for clients that may be slow on purpose. Tomcat bounds how long it waits for the next byte; here
 * the whole of a head, a body and an answer is bounded as well (docs/adr/0034).
 */
public final class BoundedProtocol extends Http11NioProtocol {

    /** Rests of bodies that are read at once only to have clients read what was answered. */
    private static final int DRAINED_AT_ONCE = 16;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Set<BoundedProcessor> serving = ConcurrentHashMap.newKeySet();
    private final Semaphore draining = new Semaphore(DRAINED_AT_ONCE);
    private Transfers bounds = new Transfers(Duration.ofSeconds(10), Duration.ofSeconds(20), 4096);
    private @Nullable ScheduledExecutorService watch;

    /** Made by Tomcat from the name of the class. */
    public BoundedProtocol() {}

    /** To be called before the start. */
    void bound(Transfers transfers) {
        bounds = transfers;
    }

    @Override
    protected Processor createProcessor() {
        return new BoundedProcessor(this, getAdapter(), bounds, serving, draining);
    }

    @Override
    public void start() throws Exception {
        super.start();
        ScheduledThreadPoolExecutor looks = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("slow-clients").factory());
        looks.scheduleWithFixedDelay(
                () -> serving.forEach(BoundedProcessor::breakOffIfStuck),
                BETWEEN_LOOKS.toMillis(),
                BETWEEN_LOOKS.toMillis(),
                TimeUnit.MILLISECONDS);
        watch = looks;
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.shutdownNow();
        }
        super.stop();
    }
}
