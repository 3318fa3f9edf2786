package org.ocpiplatform.api.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
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

    /** As many requests are answered at once, unless it is set; more wait for one of these to be done. */
    private static final int THREADS = 200;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Set<BoundedProcessor> serving = ConcurrentHashMap.newKeySet();
    private final Semaphore draining = new Semaphore(DRAINED_AT_ONCE);
    private Transfers bounds = new Transfers(Duration.ofSeconds(10), Duration.ofSeconds(20), 4096);
    private final ThreadPoolExecutor threads = virtualThreads();
    private @Nullable ScheduledExecutorService watch;

    /** Made by Tomcat from the name of the class. */
    public BoundedProtocol() {
        setExecutor(threads);
    }

    /**
     * Most of a request is waiting for the event store and the projections. Whoever waits in a virtual thread is woken
     * without the operating system, which costs a multiple; their number bounds what is under way at once all the same
     * (docs/adr/0038).
     */
    private static ThreadPoolExecutor virtualThreads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Thread.ofVirtual().name("http-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** As {@code server.tomcat.threads.max} sets it. */
    @Override
    public void setMaxThreads(int maxThreads) {
        super.setMaxThreads(maxThreads);
        if (maxThreads > threads.getMaximumPoolSize()) {
            threads.setMaximumPoolSize(maxThreads);
            threads.setCorePoolSize(maxThreads);
        } else {
            threads.setCorePoolSize(maxThreads);
            threads.setMaximumPoolSize(maxThreads);
        }
    }

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
        threads.shutdown();
    }
}
