package org.ocpiplatform.api.ocpi.chargepoints;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.IdText;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.CurrentObject;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectQuery.FindAllObjectsById;
import org.ocpiplatform.contract.ObjectQuery.FindCurrentObject;
import org.ocpiplatform.contract.ObjectQuery.FindObjectsById;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.incoming.AskChargePoint;
import org.ocpiplatform.contract.incoming.Reception;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.springframework.stereotype.Component;

/** Finds out what a partner's request to a charge point is about, and passes it on. */
@Component
public final class ChargePointRequests {

    private final Commands commands;
    private final Queries queries;
    private final OwnParties own;

    ChargePointRequests(Commands commands, Queries queries, OwnParties own) {
        this.commands = commands;
        this.queries = queries;
        this.own = own;
    }

    /**
     * Passes a request on and gives back what to answer.
     *
     * @throws Rejection if the request itself is not as it must be
     */
    public RemoteAnswer ask(OcpiExchange exchange, AskChargePoint request) {
        RemoteAnswer answer = commands.send(request, exchange.origin(request.sender()), Reception.class)
                .answer();
        if (answer == null) {
            throw new IllegalStateException("a request that was taken in has an answer");
        }
        return answer;
    }

    /**
     * The published location of that id; if several CPOs have one, the request must be addressed to one of them.
     *
     * @return none if there is none, or none of the CPO that the request is addressed to
     * @throws Rejection if there are several without an addressee
     */
    public @Nullable Location location(CiString id, OcpiExchange exchange) {
        ReplicaId location = visible(ObjectKind.LOCATION, id, exchange);
        return location == null ? null : current(location, Location.class);
    }

    /**
     * The session of that id, like {@link #location}; one of the caller's drivers if there is one, else any other's.
     */
    public @Nullable Session session(CiString id, OcpiExchange exchange) {
        ReplicaId session = visible(ObjectKind.SESSION, id, exchange);
        if (session == null) {
            session = foreign(id, exchange);
        }
        return session == null ? null : current(session, Session.class);
    }

    /** The location where a session is, if it is published. */
    public @Nullable Location locationOf(@Nullable Session session) {
        return session == null
                ? null
                : current(
                        new ReplicaId(Side.CPO, ObjectKind.LOCATION, session.owner(), session.locationId()),
                        Location.class);
    }

    /**
     * The party that asks: the one that the request says, else the driver's.
     *
     * @param driversParty party of the driver that it is about; counts if it is one of the caller's
     */
    public static PartyId sender(@Nullable PartyId driversParty, OcpiExchange exchange) {
        Caller caller = exchange.caller();
        List<PartyId> candidates = new ArrayList<>();
        PartyId from = exchange.from();
        if (from != null && caller.speaksFor(from)) {
            candidates.add(from);
        }
        if (driversParty != null && caller.driverParties().contains(driversParty)) {
            candidates.add(driversParty);
        }
        candidates.addAll(caller.driverParties());
        caller.roles().forEach(role -> candidates.add(role.party()));
        return candidates.stream()
                .findFirst()
                .orElseThrow(() -> Rejection.invalid("the caller speaks for no party that could ask"));
    }

    private @Nullable ReplicaId visible(ObjectKind kind, CiString id, OcpiExchange exchange) {
        List<ReplicaId> found = IdText.fits(id, kind.maxIdLength())
                ? queries.list(new FindObjectsById(kind, Side.CPO, id, exchange.caller()), ReplicaId.class)
                : List.of();
        PartyId to = exchange.to();
        List<ReplicaId> meant = to == null || to.equals(own.hub())
                ? found
                : found.stream().filter(one -> one.owner().equals(to)).toList();
        return meant.isEmpty()
                ? null
                : ObjectRequests.addressed(meant, Function.identity(), kind, exchange, Rejection.Code.INVALID);
    }

    private @Nullable ReplicaId foreign(CiString id, OcpiExchange exchange) {
        List<ReplicaId> found = queries.list(new FindAllObjectsById(ObjectKind.SESSION, Side.CPO, id), ReplicaId.class);
        return found.stream()
                .filter(session -> session.owner().equals(exchange.to()))
                .findFirst()
                .orElseGet(() -> found.stream().findFirst().orElse(null));
    }

    private <T> @Nullable T current(ReplicaId id, Class<T> type) {
        return queries.optional(new FindCurrentObject(id), CurrentObject.class)
                .map(CurrentObject::json)
                .map(json -> json.read(type))
                .orElse(null);
    }
}
