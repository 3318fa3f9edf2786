package org.ocpiplatform.write.pushes;

import java.util.OptionalLong;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.processors.ForwardingTokenStore;
import org.springframework.stereotype.Component;

/** How far pushes have come: to the last event before the first that some partner is still to be told. */
@Component
public final class PushProgress {

    /** Name of the processor. */
    public static final String PROCESSOR = "pushes";

    private final Lanes lanes;

    PushProgress(Lanes lanes) {
        this.lanes = lanes;
    }

    /**
     * A token store that remembers no further than that. After a crash everything unfinished is handed over again;
     * what is handed over twice is known from the ledger. When the claim goes, so does what waits: whoever has it next
     * begins with it.
     */
    public TokenStore guarding(TokenStore tokens) {
        return new Guard(tokens, lanes);
    }

    private static final class Guard extends ForwardingTokenStore {

        private final Lanes lanes;

        Guard(TokenStore delegate, Lanes lanes) {
            super(delegate);
            this.lanes = lanes;
        }

        @Override
        public void storeToken(@Nullable TrackingToken token, String processorName, int segment)
                throws UnableToClaimTokenException {
            try {
                super.storeToken(done(token), processorName, segment);
            } catch (UnableToClaimTokenException e) {
                lanes.drop();
                throw e;
            }
        }

        private @Nullable TrackingToken done(@Nullable TrackingToken token) {
            OptionalLong unfinished = lanes.lowestUnfinished();
            if (token == null || unfinished.isEmpty() || token.position().orElseThrow() < unfinished.getAsLong()) {
                return token;
            }
            return new GlobalSequenceTrackingToken(unfinished.getAsLong() - 1);
        }

        @Override
        public void extendClaim(String processorName, int segment) throws UnableToClaimTokenException {
            try {
                super.extendClaim(processorName, segment);
            } catch (UnableToClaimTokenException e) {
                lanes.drop();
                throw e;
            }
        }

        @Override
        public void releaseClaim(String processorName, int segment) {
            lanes.drop();
            super.releaseClaim(processorName, segment);
        }
    }
}
