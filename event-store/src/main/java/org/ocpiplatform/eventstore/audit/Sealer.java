package org.ocpiplatform.eventstore.audit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes checkpoints over what is new, again and again, and has them witnessed. Every node may run one: they take turns,
 * and one that finds nothing new asks the database nothing.
 */
public final class Sealer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final Duration LAST_WORD = Duration.ofSeconds(10);

    private final Checkpoints checkpoints;
    private final Witness witness;
    private final LongSupplier head;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sealer").factory());
    private volatile long sealedPosition;
    private @Nullable String complaint;

    private Sealer(Checkpoints checkpoints, Witness witness, LongSupplier head) {
        this.checkpoints = checkpoints;
        this.witness = witness;
        this.head = head;
    }

    /**
     * Starts one.
     *
     * @param head the last position that this node knows of
     * @param every time between two looks at what is new
     */
    public static Sealer start(Checkpoints checkpoints, Witness witness, LongSupplier head, Duration every) {
        Sealer sealer = new Sealer(checkpoints, witness, head);
        sealer.thread.scheduleWithFixedDelay(sealer::sealWhatIsNew, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return sealer;
    }

    /** The position up to which checkpoints speak, as far as this node knows. */
    public long sealedPosition() {
        return sealedPosition;
    }

    /** Seals what is new, and ends. */
    @Override
    public void close() {
        thread.submit(this::sealWhatIsNew);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_WORD.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("The last events could not be sealed in time; they are at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sealWhatIsNew() {
        try {
            while (sealedPosition < head.getAsLong()) {
                long before = sealedPosition;
                checkpoints.seal();
                Optional<Checkpoint> last = checkpoints.last();
                last.ifPresent(this::haveWitnessed);
                sealedPosition = last.map(Checkpoint::lastPosition).orElse(0L);
                if (sealedPosition == before) {
                    break;
                }
            }
            complaint = null;
        } catch (RuntimeException e) {
            complain(String.valueOf(e.getMessage()), e);
        }
    }

    private void haveWitnessed(Checkpoint last) {
        Witness.Sight seen = witness.last().orElse(null);
        if (seen != null && !isStillThere(seen)) {
            complain("checkpoint " + seen.number() + " is not what it was: see /audit/verify", null);
            return;
        }
        if (seen == null || seen.number() < last.number()) {
            witness.saw(Witness.Sight.of(last));
        }
    }

    private boolean isStillThere(Witness.Sight seen) {
        return checkpoints.after(seen.number() - 1, 1).stream()
                .anyMatch(present -> present.number() == seen.number() && Arrays.equals(present.hash(), seen.hash()));
    }

    /** The same trouble is told once. */
    private void complain(String what, @Nullable Exception cause) {
        if (!what.equals(complaint)) {
            complaint = what;
            LOG.error("Events cannot be sealed as they should: {}", what, cause);
        }
    }
}
