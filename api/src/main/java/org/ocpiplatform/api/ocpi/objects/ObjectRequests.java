package org.ocpiplatform.api.ocpi.objects;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.ObjectQuery.FindObject;
import org.ocpiplatform.contract.ObjectQuery.FindObjectsById;
import org.ocpiplatform.contract.ObjectQuery.ListAllObjects;
import org.ocpiplatform.contract.ObjectQuery.ListObjects;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.springframework.stereotype.Component;

/** What requests about objects of every kind do: list, show one, and answer a write once the caller can read it. */
@Component
public final class ObjectRequests {

    private final Commands commands;
    private final Queries queries;
    private final OwnParties own;

    ObjectRequests(Commands commands, Queries queries, OwnParties own) {
        this.commands = commands;
        this.queries = queries;
        this.own = own;
    }

    /** A page of the objects that the caller may see; of all owners' if the request is addressed to us as a hub. */
    public OcpiAnswer list(ObjectKind kind, Side side, OcpiExchange exchange, PageQuery query) {
        boolean ofAll = own.hub() != null && own.hub().equals(exchange.to());
        return query.answer(page -> queries.one(
                ofAll
                        ? new ListAllObjects(kind, side, exchange.caller(), page)
                        : new ListObjects(kind, side, exchange.caller(), page),
                ObjectPage.class));
    }

    /**
     * One object.
     *
     * @throws Rejection if it does not exist, or not for the caller
     */
    public OcpiAnswer get(ReplicaId id, OcpiExchange exchange) {
        return OcpiAnswer.json(find(id, exchange));
    }

    /** The JSON of one object; throws like {@link #get}. */
    public EncodedJson find(ReplicaId id, OcpiExchange exchange) {
        return lookUp(id, exchange).orElseThrow(id.kind()::notFound);
    }

    /** The JSON of one object, if it exists and the caller may see it. */
    public Optional<EncodedJson> lookUp(ReplicaId id, OcpiExchange exchange) {
        return queries.optional(new FindObject(id, exchange.caller()), EncodedJson.class);
    }

    /**
     * The one object of that id that the caller may see. If several owners have one, the request must be addressed to
     * one of them.
     *
     * @throws Rejection if there is none, or several without an addressee
     */
    public ReplicaId named(ObjectKind kind, Side side, ObjectId id, OcpiExchange exchange) {
        return named(kind, side, id.readable(kind), exchange, Rejection.Code.INVALID);
    }

    /** The same for an id in whatever form the kind stores it; {@code ambiguous} is the refusal's code. */
    public ReplicaId named(ObjectKind kind, Side side, CiString id, OcpiExchange exchange, Rejection.Code ambiguous) {
        return addressed(
                queries.list(new FindObjectsById(kind, side, id, exchange.caller()), ReplicaId.class),
                Function.identity(),
                kind,
                exchange,
                ambiguous);
    }

    /**
     * The only one of some candidates, or else the one whose owner the request is addressed to.
     *
     * @param ambiguous code of the refusal if there are several without an addressee
     * @throws Rejection if there is none, or several without an addressee
     */
    public static <C> C addressed(
            List<C> candidates,
            Function<C, ReplicaId> id,
            ObjectKind kind,
            OcpiExchange exchange,
            Rejection.Code ambiguous) {
        if (candidates.size() > 1) {
            @Nullable PartyId addressee = exchange.to();
            return candidates.stream()
                    .filter(candidate -> id.apply(candidate).owner().equals(addressee))
                    .findFirst()
                    .orElseThrow(() -> new Rejection(
                            ambiguous,
                            "several parties have a " + kind.noun() + " of that id; OCPI-to-* must name one"));
        }
        return candidates.stream().findFirst().orElseThrow(kind::notFound);
    }

    /**
     * The identity of an object that only its body names.
     *
     * @param role in which the caller must speak for the owner
     * @throws Rejection if the owner is none of the caller's parties
     */
    public ReplicaId ownedByBody(Side side, ObjectKind kind, PartyId owner, CiString id, Caller caller, Role role) {
        if (!caller.speaksFor(owner, role)) {
            throw Rejection.invalid("country_code and party_id name no " + role + " of the caller");
        }
        return new ReplicaId(side, kind, owner, id);
    }

    /**
     * Sends a command about an object that a {@link WriteResult} answers; the object's owner is the party that acts,
     * unless a routing header names another of the caller's.
     *
     * @throws Rejection if the command is refused
     */
    public OcpiAnswer write(ReplicaId id, OcpiExchange exchange, Object command) {
        return write(id, exchange, id.owner(), command);
    }

    /** The same where somebody else than the object's owner may act. */
    public OcpiAnswer write(ReplicaId id, OcpiExchange exchange, PartyId acting, Object command) {
        WriteResult result = send(exchange, acting, command, WriteResult.class);
        OcpiAnswer answer = shown(id.kind(), result, OcpiAnswer.empty());
        return result.kind() == WriteResult.Kind.CREATED ? answer.created() : answer;
    }

    /**
     * Sends a command and gives back what its handler answers; throws like {@link #write}.
     *
     * @param acting the party that acts, unless a routing header names another of the caller's
     */
    public <R> R send(OcpiExchange exchange, PartyId acting, Object command, Class<R> answer) {
        return commands.send(command, exchange.origin(acting), answer);
    }

    /** The answer once the projection of the kind shows the write, or with a header that says that it does not yet. */
    public OcpiAnswer shown(ObjectKind kind, WriteResult result, OcpiAnswer answer) {
        return commands.shown(kind.segment(), result) ? answer : answer.with(Commands.BEHIND, "true");
    }
}
