package org.ocpiplatform.read.sessions;

import static com.mongodb.client.model.Filters.eq;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.sessions.SessionId;
import org.ocpiplatform.contract.sessions.SessionQuery.FindSession;
import org.ocpiplatform.contract.sessions.SessionQuery.FindSessionsById;
import org.ocpiplatform.contract.sessions.SessionQuery.ListSessions;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.ObjectLists;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/** Answers questions about Sessions from their documents. */
@Component
final class SessionQueries {

    private final Projection<Session> projection;

    SessionQueries(SessionProjector projector) {
        this.projection = projector.projection();
    }

    @QueryHandler
    Optional<String> handle(FindSession query) {
        String id = query.sessionId().toString();
        projection.requireSettled(id);
        List<String> audiences = SessionDocument.audiences(query.sessionId().side(), query.caller());
        return Optional.ofNullable(
                        projection.collection().find(eq(Fields.ID, id)).first())
                .filter(document -> SessionDocument.seenBy(document, audiences))
                .map(document -> document.getString(SessionDocument.JSON));
    }

    @QueryHandler
    List<SessionId> handle(FindSessionsById query) {
        projection.requireSettled();
        List<String> audiences = SessionDocument.audiences(query.side(), query.caller());
        return projection
                .collection()
                .find(eq(SessionDocument.OBJECT_ID, SessionDocument.objectId(query.side(), query.id())))
                .into(new ArrayList<>())
                .stream()
                .filter(document -> SessionDocument.seenBy(document, audiences))
                .map((Document document) -> SessionId.parse(document.getString(Fields.ID)))
                .toList();
    }

    @QueryHandler
    ObjectPage handle(ListSessions query) {
        projection.requireSettled();
        return ObjectLists.page(
                projection.collection(),
                SessionDocument.AUDIENCE,
                SessionDocument.audiences(query.side(), query.caller()),
                SessionDocument.LAST_UPDATED,
                SessionDocument.JSON,
                query.page());
    }
}
