package org.ocpiplatform.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.contract.changes.ChangeLog;
import org.ocpiplatform.contract.changes.ChangeReader;
import org.ocpiplatform.contract.secrets.SealedSecret;

/** A log of as many changes as a test wants, all of one tariff. */
public final class TestChanges implements ChangeLog {

    private final AtomicLong head = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private volatile int dataLength;
    private volatile boolean failing;
    private volatile SealedSecret pseudonymKey;

    void reset(long changes, int length) {
        head.set(changes);
        taken.set(0);
        dataLength = length;
        failing = false;
        pseudonymKey = null;
    }

    /** From now on nothing can be read. */
    void fail() {
        failing = true;
    }

    void append() {
        head.incrementAndGet();
    }

    /** Changes that any reader has taken. */
    long taken() {
        return taken.get();
    }

    int open() {
        return open.get();
    }

    SealedSecret pseudonymKey() {
        return pseudonymKey;
    }

    @Override
    public long head() {
        return head.get();
    }

    @Override
    public ChangeReader open(long after, Set<String> modules, SealedSecret key) {
        pseudonymKey = key;
        open.incrementAndGet();
        return new ChangeReader() {
            private long position = after;

            @Override
            public Page read(int limit, Duration patience) throws InterruptedException {
                long deadline = System.nanoTime() + patience.toNanos();
                while (!failing && position >= head.get() && System.nanoTime() < deadline) {
                    Thread.sleep(5);
                }
                if (failing) {
                    throw new IllegalStateException("the next event cannot be read");
                }
                List<Change> changes = new ArrayList<>();
                while (position < head.get() && changes.size() < limit) {
                    position++;
                    changes.add(change(position));
                }
                taken.addAndGet(changes.size());
                return new Page(changes, position);
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    private Change change(long position) {
        return new Change(
                position,
                "tariffs",
                "ocpi.tariffs.replaced",
                "/ocpi/cpo/tariffs",
                "NL/TNM/T\"1",
                "cpo:tariffs:NL:TNM:T1",
                TestEdge.NOW,
                "{\"id\":\"T1\",\"x\":\"" + "x".repeat(dataLength) + "\"}");
    }
}
