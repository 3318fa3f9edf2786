package org.ocpiplatform.api.messaging;

import java.util.concurrent.CompletableFuture;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.ocpiplatform.contract.Answers;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;

/** Waits for answers as {@link Answers} does, and tells of aggregates that do not exist in the words of OCPI. */
final class Causes {

    private Causes() {}

    static <R> R await(CompletableFuture<R> answer) {
        try {
            return Answers.await(answer);
        } catch (AggregateNotFoundException unknown) {
            throw notFound(String.valueOf(unknown.getAggregateIdentifier()));
        }
    }

    private static Rejection notFound(String aggregateId) {
        try {
            return ReplicaId.parse(aggregateId).kind().notFound();
        } catch (IllegalArgumentException e) {
            return Rejection.notFound("object");
        }
    }
}
