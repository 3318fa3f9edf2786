package org.ocpiplatform.read.backoffice;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionClosed;
import org.ocpiplatform.contract.backoffice.LoginSessionQuery.IsLoginSessionOpen;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Login sessions, of which is kept no more than whether they are open. */
@Component
@ProcessingGroup(LoginSessionProjector.PROJECTION)
final class LoginSessionProjector {

    static final String PROJECTION = "login_sessions";

    private static final String OPEN = "open";

    private final Projection<Boolean> projection;

    LoginSessionProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                LoginSessionEvent.class,
                (current, message) -> !(message.getPayload() instanceof LoginSessionClosed),
                LoginSessionProjector::write,
                document -> document.getBoolean(OPEN),
                List.of()));
    }

    @EventHandler
    void on(LoginSessionEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    /** Reads the store each time, because the session may have ended on another node. */
    @QueryHandler
    boolean handle(IsLoginSessionOpen query) {
        String id = query.loginSessionId().value();
        projection.requireSettled(id);
        return projection
                        .collection()
                        .find(and(eq(Fields.ID, id), eq(OPEN, true)))
                        .first()
                != null;
    }

    private static void write(@Nullable Boolean open, Document document) {
        document.append(OPEN, open);
    }
}
