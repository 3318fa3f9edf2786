package org.ocpiplatform.read.projection;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToRetrieveIdentifierException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.projections.ReadStoreWatch;

/**
 * Stores a processor's token only after the documents it covers. Both live in MongoDB, where no transaction spans them
 * on every server we support; with this order a crash in between leads to repeats, which change nothing, and never to
 * a gap.
 */
final class FlushingTokenStore implements TokenStore {

    private final TokenStore delegate;
    private final Consumer<String> flush;
    private final ReadStoreWatch store;

    /**
     * @param flush applies the current unit of work's batch of the processor it is given
     * @param store while it is away processors wait instead of failing, and go on as soon as it is back; after failures
     *     they would wait longer and longer
     */
    FlushingTokenStore(TokenStore delegate, Consumer<String> flush, ReadStoreWatch store) {
        this.delegate = delegate;
        this.flush = flush;
        this.store = store;
    }

    private TokenStore delegate() {
        try {
            store.awaitBack();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return delegate;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment)
            throws UnableToClaimTokenException {
        TokenStore tokens = delegate();
        flush.accept(processorName);
        tokens.storeToken(token, processorName, segment);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, int segment) throws UnableToClaimTokenException {
        return delegate().fetchToken(processorName, segment);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, Segment segment)
            throws UnableToClaimTokenException {
        return delegate().fetchToken(processorName, segment);
    }

    @Override
    public void extendClaim(String processorName, int segment) throws UnableToClaimTokenException {
        delegate().extendClaim(processorName, segment);
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        delegate().releaseClaim(processorName, segment);
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount) throws UnableToClaimTokenException {
        delegate().initializeTokenSegments(processorName, segmentCount);
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount, @Nullable TrackingToken initialToken)
            throws UnableToClaimTokenException {
        delegate().initializeTokenSegments(processorName, segmentCount, initialToken);
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processorName, int segment)
            throws UnableToClaimTokenException {
        delegate().initializeSegment(token, processorName, segment);
    }

    @Override
    public void deleteToken(String processorName, int segment) throws UnableToClaimTokenException {
        delegate().deleteToken(processorName, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return delegate.requiresExplicitSegmentInitialization();
    }

    @Override
    public int[] fetchSegments(String processorName) {
        return delegate().fetchSegments(processorName);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        return delegate().fetchAvailableSegments(processorName);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() throws UnableToRetrieveIdentifierException {
        return delegate().retrieveStorageIdentifier();
    }
}
