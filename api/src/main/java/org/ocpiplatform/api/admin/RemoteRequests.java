package org.ocpiplatform.api.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequest;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RequestOperation;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.FindIncomingRequest;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.FindOutgoingRequest;
import org.ocpiplatform.contract.remote.RemoteRequestView;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Asks CPOs for something on behalf of administrators, and tells what became of it. */
@Component
final class RemoteRequests {

    private static final String PROJECTION = "outgoing_requests";

    /** Those that have drivers, or act for them. */
    private static final Set<Role> SENDERS = Set.of(Role.EMSP, Role.PTP);

    private final Commands commands;
    private final Queries queries;
    private final OwnParties own;
    private final EdgeSettings settings;

    RemoteRequests(Commands commands, Queries queries, OwnParties own, EdgeSettings settings) {
        this.commands = commands;
        this.queries = queries;
        this.own = own;
        this.settings = settings;
    }

    /** The answer to a request that is on its way. */
    record Accepted(String uid) {}

    /** A request before anybody knows what is asked: whom to ask, and where the result is awaited. */
    record Draft(RequestId id, RemoteOperation operation, PartnerView partner, PartyId to, String responseUrl) {}

    /**
     * Begins a request.
     *
     * @throws Rejection if the CPO is no partner's, or its partner cannot be asked
     */
    Draft draft(RemoteOperation operation, NamedParty to) {
        RequestId id = new RequestId(UUID.randomUUID().toString());
        ModuleId module = operation.module();
        return new Draft(
                id,
                operation,
                partner(to.party(), module),
                to.party(),
                settings.url("/ocpi/emsp/2.3.0/" + module.value() + "/" + operation + "/" + id));
    }

    private PartnerView partner(PartyId cpo, ModuleId module) {
        PartnerView partner = queries.list(new ListPartners(), PartnerView.class).stream()
                .filter(known -> known.state() != PartnerState.UNREGISTERED
                        && known.asCaller().speaksFor(cpo, Role.CPO))
                .findFirst()
                .orElseThrow(() -> new Rejection(
                        Rejection.Code.NOT_FOUND,
                        own.parties(Role.CPO).contains(cpo)
                                ? "to names " + cpo + ", a CPO of this platform itself, whose charge points are asked "
                                        + "by partners only"
                                : "to names " + cpo + ", which is no CPO of a partner"));
        if (!partner.state().connected() || partner.versionsUrl() == null) {
            throw notOffered("the partner of " + cpo + " is not connected, or is never called");
        }
        boolean asked = partner.endpoints().stream()
                .anyMatch(
                        endpoint -> endpoint.identifier().equals(module) && endpoint.role() == InterfaceRole.RECEIVER);
        if (!asked) {
            throw notOffered("the partner of " + cpo + " has no Receiver of " + module.value());
        }
        return partner;
    }

    private static Rejection notOffered(String why) {
        return new Rejection(Rejection.Code.NOT_OFFERED, why);
    }

    /**
     * The party that asks.
     *
     * @param named by the administrator
     * @param drivers party of the driver that it is about; none if it is about none
     * @throws Rejection unless it is a party of this platform that may ask
     */
    PartyId sender(@Nullable NamedParty named, @Nullable PartyId drivers) {
        PartyId from = named == null ? drivers : named.party();
        if (from != null) {
            if (SENDERS.stream().noneMatch(role -> own.parties(role).contains(from))) {
                throw Rejection.invalid((named == null ? "from is the token's owner " + from + ", which" : "from")
                        + " must be an EMSP or PTP of this platform");
            }
            return from;
        }
        List<PartyId> emsps = own.parties(Role.EMSP);
        if (emsps.size() != 1) {
            throw Rejection.invalid(
                    "from must be given: this platform has " + (emsps.isEmpty() ? "no EMSP" : "several EMSPs"));
        }
        return emsps.getFirst();
    }

    /** Has a request sent; it is shown at once, and sent soon. */
    Accepted send(Draft draft, PartyId from, ObjectNode content) {
        String uid = draft.id().value();
        WriteResult result = commands.send(
                new RequestOperation(
                        draft.id(),
                        new OutgoingRequest(
                                draft.operation(),
                                draft.partner().id(),
                                from,
                                draft.to(),
                                draft.responseUrl(),
                                content)),
                Map.of(MessageOrigin.REQUEST_ID, UUID.randomUUID().toString(), MessageOrigin.CORRELATION_ID, uid),
                WriteResult.class);
        commands.shown(PROJECTION, result);
        return new Accepted(uid);
    }

    /**
     * A request, ours or a partner's, of one module.
     *
     * @throws Rejection if there is none
     */
    RemoteRequestReport find(String uid, ModuleId module) {
        RequestId id = new RequestId(uid);
        return Stream.<Function<RequestId, Object>>of(FindOutgoingRequest::new, FindIncomingRequest::new)
                .map(query -> queries.optional(query.apply(id), RemoteRequestView.class))
                .flatMap(Optional::stream)
                .filter(request -> request.operation().module().equals(module))
                .findFirst()
                .map(RemoteRequestReport::of)
                .orElseThrow(() -> Rejection.notFound("request"));
    }
}
