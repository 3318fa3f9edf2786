package org.ocpiplatform.write.parties;

import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/** Claims for the tests of those who make them. */
public final class TestPartyClaims {

    private TestPartyClaims() {}

    /** Claims that are kept in a store, and remembered nowhere beside it. */
    public static PartyClaims in(EventStore store) {
        return new PartyClaims(EventSourcingRepository.builder(PartyClaimAggregate.class)
                .eventStore(store)
                .build());
    }

    /** What is done with claims. */
    @FunctionalInterface
    public interface Claiming {

        /** Does it. */
        void on(PartyClaims claims) throws Exception;
    }

    /** Stores what is done with claims beside a unit of work that may be around it, and throws what went wrong itself. */
    public static void store(PartyClaims claims, Claiming claiming) {
        ResultMessage<?> result = CompletableFuture.supplyAsync(
                        () -> DefaultUnitOfWork.startAndGet(null).executeWithResult(() -> {
                            claiming.on(claims);
                            return claims;
                        }))
                .join();
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
    }
}
