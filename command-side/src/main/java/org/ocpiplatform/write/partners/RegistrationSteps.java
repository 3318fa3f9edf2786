package org.ocpiplatform.write.partners;

import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.write.Steps;
import org.springframework.stereotype.Component;

/** Takes the steps of a handshake that store or read something, each stored when it returns. */
@Component
final class RegistrationSteps {

    private static final String PROJECTION = "partners";

    private final Steps steps;
    private final QueryGateway queries;

    RegistrationSteps(Steps steps, QueryGateway queries) {
        this.steps = steps;
        this.queries = queries;
    }

    /** Takes a step. */
    <R> R take(RegistrationStep step, MetaData origin, Class<R> answer) {
        return steps.take(step, origin, answer);
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
