package org.ocpiplatform.read.projection;

import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.processors.ForwardingTokenStore;
import org.ocpiplatform.contract.projections.ReadStoreWatch;

/**
 * Stores a processor's token only after the documents it covers. Both live in MongoDB, where no transaction spans them
 * on every server we support; with this order a crash in between leads to repeats, which change nothing, and never to
 * a gap.
 */
final class FlushingTokenStore extends ForwardingTokenStore {

    private final Consumer<String> flush;
    private final ReadStoreWatch store;

    /**
     * @param flush applies the current unit of work's batch of the processor it is given
     * @param store while it is away processors wait instead of failing, and go on as soon as it is back; after failures
     *     they would wait longer and longer
     */
    FlushingTokenStore(TokenStore delegate, Consumer<String> flush, ReadStoreWatch store) {
        super(delegate);
        this.flush = flush;
        this.store = store;
    }

    @Override
    protected TokenStore delegate() {
        try {
            store.awaitBack();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return super.delegate();
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment)
            throws UnableToClaimTokenException {
        TokenStore tokens = delegate();
        flush.accept(processorName);
        tokens.storeToken(token, processorName, segment);
    }
}
