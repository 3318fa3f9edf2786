package org.ocpiplatform.api.streams;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.contract.changes.ChangeReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes to one consumer for as long as it stays. A page is read, written until the consumer has taken it, and
 * only then the next one is read: who takes nothing costs the page, and holds up nobody but itself.
 */
final class ChangeStream {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);
    private static final int PAGE = 100;
    /** How long nothing else is looked at than whether there are changes. */
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** The same where the end is known, and may have been passed over as being of no interest. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofMillis(20);

    private static final long PAUSE_MILLIS = 50;

    private final ChangeReader changes;
    private final StreamFormat format;
    private final StreamRequest asked;
    private final Duration heartbeat;
    private final BooleanSupplier doubted;
    private final BooleanSupplier permitted;

    /**
     * A stream of what a reader yields.
     *
     * @param doubted whether somebody wants to know if the consumer is still there
     * @param permitted whether the consumer may still read, asked before every heartbeat
     */
    ChangeStream(
            ChangeReader changes,
            StreamFormat format,
            StreamRequest asked,
            Duration heartbeat,
            BooleanSupplier doubted,
            BooleanSupplier permitted) {
        this.changes = changes;
        this.format = format;
        this.asked = asked;
        this.heartbeat = heartbeat;
        this.doubted = doubted;
        this.permitted = permitted;
    }

    /** Writes until the end; returns when there is nothing more to write, or nobody to write to. */
    void write(OutputStream consumer) {
        try {
            long checked = System.nanoTime();
            long written = checked;
            boolean goesOn = !isEnd(asked.after());
            while (goesOn) {
                ChangeReader.Page page = changes.read(PAGE, patience(Math.min(written, checked)));
                List<Change> wanted = page.changes().stream()
                        .filter(change -> asked.end() == null || change.position() <= asked.end())
                        .toList();
                if (!wanted.isEmpty()) {
                    write(consumer, bytes(wanted));
                    written = System.nanoTime();
                } else if (left(written).isZero()) {
                    write(consumer, format.heartbeat());
                    written = System.nanoTime();
                }
                if (doubted.getAsBoolean()) {
                    // The first write to a connection that the other side has closed only finds that out.
                    write(consumer, format.heartbeat());
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    write(consumer, format.heartbeat());
                }
                goesOn = !isEnd(page.position());
                if (goesOn && left(checked).isZero()) {
                    goesOn = permitted.getAsBoolean();
                    checked = System.nanoTime();
                }
            }
        } catch (IOException e) {
            LOG.debug("A consumer has gone, or takes nothing", e);
        } catch (Rejection e) {
            LOG.debug("A stream ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isEnd(long position) {
        return asked.end() != null && position >= asked.end();
    }

    private Duration patience(long since) {
        Duration most = asked.end() == null ? PATIENCE : PATIENCE_AT_THE_END;
        Duration left = left(since);
        return left.compareTo(most) < 0 ? left : most;
    }

    /** How much of a heartbeat is left since then. */
    private Duration left(long since) {
        Duration left = heartbeat.minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private byte[] bytes(List<Change> page) {
        StringBuilder text = new StringBuilder();
        page.forEach(change -> text.append(format.written(change)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(OutputStream consumer, byte[] bytes) throws IOException {
        consumer.write(bytes);
        consumer.flush();
    }
}
