package org.ocpiplatform.write.partners;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.springframework.stereotype.Component;

/** Takes the steps of a handshake that store or read something, each stored when it returns. */
@Component
final class RegistrationSteps {

    private static final String PROJECTION = "partners";

    /** Within the unit of work around it a step would hold its aggregates, and store its events, only at that one's end. */
    private static final Executor BESIDE =
            task -> Thread.ofVirtual().name("registration").start(task);

    private final CommandGateway commands;
    private final QueryGateway queries;

    RegistrationSteps(CommandGateway commands, QueryGateway queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** Takes a step. */
    <R> R take(RegistrationStep step, MetaData origin, Class<R> answer) {
        try {
            return answer.cast(CompletableFuture.supplyAsync(() -> commands.<Object>sendAndWait(step, origin), BESIDE)
                    .join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : e;
        }
    }

    /** Takes a step after which the partner must be recognised by another token. */
    WriteResult takeAndShow(RegistrationStep step, MetaData origin) {
        WriteResult result = take(step, origin, WriteResult.class);
        boolean shown = queries.query(
                        new AwaitRevision(PROJECTION, result.aggregateId(), result.revision(), true),
                        ResponseTypes.instanceOf(Boolean.class))
                .join();
        if (!shown) {
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the partners' projection is behind; please try again");
        }
        return result;
    }
}
