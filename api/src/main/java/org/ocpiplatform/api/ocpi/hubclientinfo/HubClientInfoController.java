package org.ocpiplatform.api.ocpi.hubclientinfo;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoCommand.PutClientInfo;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Parties behind hubs, as hubs tell of them; a platform may also tell of its own parties. There is one store, whichever
 * side's path is called. A party has an entry in each of its roles.
 */
@OcpiInterface(module = "hubclientinfo", role = InterfaceRole.RECEIVER, side = Side.CPO)
@RequestMapping({"/ocpi/cpo/2.3.0/hubclientinfo", "/ocpi/emsp/2.3.0/hubclientinfo"})
final class HubClientInfoController {

    private static final ObjectKind KIND = ObjectKind.CLIENT_INFO;
    private static final String PARTY = "/{country_code}/{party_id}";

    private final ObjectRequests objects;

    HubClientInfoController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping
    @Operation(summary = "Every party that is known to be behind a hub")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, Side.CPO, exchange, query);
    }

    @GetMapping(PARTY)
    @Operation(summary = "One party, in the role that was updated last unless role names another")
    OcpiAnswer get(
            OcpiExchange exchange,
            @PathVariable("country_code") CiString countryCode,
            @PathVariable("party_id") CiString partyId,
            @RequestParam(required = false, name = "role") @Nullable String role) {
        PartyId party = new PartyId(countryCode, partyId);
        List<Role> roles = role == null ? Arrays.asList(Role.values()) : List.of(roleOf(role));
        return roles.stream()
                .map(wanted -> objects.lookUp(id(party, wanted), exchange))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(json -> json.read(ClientInfo.class).lastUpdated()))
                .map(OcpiAnswer::json)
                .orElseThrow(KIND::notFound);
    }

    @PutMapping
    @Operation(summary = "A hub tells of a party, which the body names")
    @BodyExample("client-info")
    OcpiAnswer put(OcpiExchange exchange, JsonBody body) {
        ClientInfo clientInfo = body.valid(ClientInfo.class);
        if (!mayTellOf(clientInfo.party(), exchange.caller())) {
            throw Rejection.invalid("country_code and party_id are none of the caller's, and it is no hub");
        }
        return put(exchange, id(clientInfo.party(), clientInfo.role()), clientInfo);
    }

    @PutMapping(PARTY)
    @Operation(summary = "A hub tells of a party")
    @BodyExample("client-info")
    OcpiAnswer put(
            OcpiExchange exchange,
            @PathVariable("country_code") CiString countryCode,
            @PathVariable("party_id") CiString partyId,
            JsonBody body) {
        PartyId party = new PartyId(countryCode, partyId);
        if (!mayTellOf(party, exchange.caller())) {
            throw KIND.notFound();
        }
        ClientInfo clientInfo = body.valid(ClientInfo.class);
        return put(exchange, id(party, clientInfo.role()), clientInfo);
    }

    private OcpiAnswer put(OcpiExchange exchange, ReplicaId id, ClientInfo clientInfo) {
        return objects.write(id, exchange, new PutClientInfo(id, clientInfo));
    }

    private static boolean mayTellOf(PartyId party, Caller caller) {
        return caller.hub() || caller.speaksFor(party);
    }

    private static ReplicaId id(PartyId party, Role role) {
        return new ReplicaId(Side.CPO, KIND, party, CiString.of(role.name()));
    }

    private static Role roleOf(String name) {
        // Older peers still say HUB, which 2.3.0 dropped.
        String known = name.equals("HUB") ? Role.OTHER.name() : name;
        return Stream.of(Role.values())
                .filter(role -> role.name().equals(known))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid("role must be one of " + Arrays.toString(Role.values())));
    }
}
