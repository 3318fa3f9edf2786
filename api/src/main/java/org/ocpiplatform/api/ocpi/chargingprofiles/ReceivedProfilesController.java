package org.ocpiplatform.api.ocpi.chargingprofiles;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectQuery.FindObjectsById;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.ReceiveActiveProfile;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Active charging profiles as CPOs tell them to whoever has set profiles through this platform. The path names only the
 * session, whose id is that of the calling CPO.
 */
@OcpiInterface(module = "chargingprofiles", role = InterfaceRole.SENDER, side = Side.EMSP)
@RequestMapping("/ocpi/emsp/2.3.0/chargingprofiles")
final class ReceivedProfilesController {

    private static final ObjectKind KIND = ObjectKind.ACTIVE_CHARGING_PROFILE;
    private static final String PROFILE = "/{session_id}";

    private final ObjectRequests objects;
    private final Queries queries;

    ReceivedProfilesController(ObjectRequests objects, Queries queries) {
        this.objects = objects;
        this.queries = queries;
    }

    @GetMapping(PROFILE)
    @Operation(summary = "The active profile of a session of the caller's as it is known here")
    OcpiAnswer get(Side side, OcpiExchange exchange, ObjectId sessionId) {
        return objects.get(session(List.of(KIND), side, exchange, sessionId), exchange);
    }

    @PutMapping(PROFILE)
    @Operation(summary = "The CPO tells the active profile of a session on which a profile was set from here")
    @BodyExample("active-charging-profile")
    OcpiAnswer put(Side side, OcpiExchange exchange, ObjectId sessionId, JsonBody body) {
        ActiveChargingProfile profile = body.valid(ActiveChargingProfile.class);
        ReplicaId id = session(List.of(KIND, ObjectKind.SESSION), side, exchange, sessionId);
        WriteResult result =
                objects.send(exchange, id.owner(), new ReceiveActiveProfile(id, profile), WriteResult.class);
        return objects.shown(KIND, result, OcpiAnswer.empty());
    }

    /**
     * The active profile of the caller's session of that id. If the caller has several CPOs, it is that which the
     * request comes from, else the one of which something is known.
     *
     * @param known kinds of objects by which a CPO's session is known
     * @throws Rejection if the caller has no such session, or several and the request does not say which is meant
     */
    private ReplicaId session(List<ObjectKind> known, Side side, OcpiExchange exchange, ObjectId sessionId) {
        CiString id = sessionId.readable(KIND);
        Collection<PartyId> cpos = exchange.caller().parties(Role.CPO);
        @Nullable PartyId from = exchange.from();
        Stream<PartyId> candidates;
        if (from != null && cpos.contains(from)) {
            candidates = Stream.of(from);
        } else if (cpos.size() == 1) {
            candidates = cpos.stream();
        } else {
            candidates = known.stream()
                    .flatMap(kind ->
                            queries
                                    .list(new FindObjectsById(kind, side, id, exchange.caller()), ReplicaId.class)
                                    .stream())
                    .map(ReplicaId::owner)
                    .filter(cpos::contains)
                    .distinct();
        }
        List<PartyId> owners = candidates.toList();
        if (owners.size() > 1) {
            throw Rejection.invalid("several parties have a session of that id; OCPI-from-* must name one");
        }
        return owners.stream()
                .findFirst()
                .map(owner -> new ReplicaId(side, KIND, owner, id))
                .orElseThrow(KIND::notFound);
    }
}
