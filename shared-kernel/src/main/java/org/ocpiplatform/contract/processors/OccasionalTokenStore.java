package org.ocpiplatform.contract.processors;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/**
 * Stores a processor's token some times a second instead of after each batch, for processors whose repeats change
 * nothing: a token costs more than a short batch. The last one is stored with the next sign of life or when the
 * processor stops; after a crash it begins where it was then. Another node's claim is noticed as much later.
 */
public final class OccasionalTokenStore extends ForwardingTokenStore {

    /** How long a token may wait while others come. */
    static final Duration EVERY = Duration.ofMillis(100);

    private final LongSupplier nanoTime;
    private final Map<String, Latest> latest = new ConcurrentHashMap<>();

    /** Stores in this one. */
    public OccasionalTokenStore(TokenStore delegate) {
        this(delegate, System::nanoTime);
    }

    OccasionalTokenStore(TokenStore delegate, LongSupplier nanoTime) {
        super(delegate);
        this.nanoTime = nanoTime;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment)
            throws UnableToClaimTokenException {
        of(processorName, segment).store(token);
    }

    @Override
    public void extendClaim(String processorName, int segment) throws UnableToClaimTokenException {
        if (!of(processorName, segment).storeWaiting()) {
            super.extendClaim(processorName, segment);
        }
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        storeLast(processorName, segment);
        super.releaseClaim(processorName, segment);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, int segment) throws UnableToClaimTokenException {
        storeLast(processorName, segment);
        return super.fetchToken(processorName, segment);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, Segment segment)
            throws UnableToClaimTokenException {
        storeLast(processorName, segment.getSegmentId());
        return super.fetchToken(processorName, segment);
    }

    @Override
    public void deleteToken(String processorName, int segment) throws UnableToClaimTokenException {
        latest.remove(key(processorName, segment));
        super.deleteToken(processorName, segment);
    }

    private void storeLast(String processorName, int segment) {
        Latest last = latest.remove(key(processorName, segment));
        if (last != null) {
            try {
                last.storeWaiting();
            } catch (UnableToClaimTokenException e) {
                // Another node has the segment by now, and goes on from the token before.
            }
        }
    }

    private Latest of(String processorName, int segment) {
        return latest.computeIfAbsent(key(processorName, segment), key -> new Latest(processorName, segment));
    }

    private static String key(String processorName, int segment) {
        return processorName + "/" + segment;
    }

    /** The last token of a segment. The processor's worker and who extends its claims may both come. */
    private final class Latest {

        private final String processorName;
        private final int segment;
        private boolean stored;
        private long storedAt;
        private boolean waits;
        private @Nullable TrackingToken waiting;

        Latest(String processorName, int segment) {
            this.processorName = processorName;
            this.segment = segment;
        }

        synchronized void store(@Nullable TrackingToken token) {
            waiting = token;
            waits = true;
            if (!stored || nanoTime.getAsLong() - storedAt >= EVERY.toNanos()) {
                storeWaiting();
            }
        }

        /** Returns whether there was a token to be stored. */
        synchronized boolean storeWaiting() {
            if (!waits) {
                return false;
            }
            waits = false;
            delegate().storeToken(waiting, processorName, segment);
            stored = true;
            storedAt = nanoTime.getAsLong();
            return true;
        }
    }
}
