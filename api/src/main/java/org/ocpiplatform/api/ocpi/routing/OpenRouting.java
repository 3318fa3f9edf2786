package org.ocpiplatform.api.ocpi.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.ocpiplatform.api.http.JsonBodyArgument;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectQuery.FindOwners;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds out for whom a request is that names nobody, by its content (OCPI 2.3.0, open routing request). */
@Component
final class OpenRouting {

    private static final int REMEMBERED = 100_000;

    private final JsonBodyArgument bodies;
    private final Queries queries;
    /** Where sessions were passed on to; who asks another node is told to PUT again by the protocol's 404. */
    private final Cache<String, PartyId> drivers =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    OpenRouting(JsonBodyArgument bodies, Queries queries) {
        this.bodies = bodies;
        this.queries = queries;
    }

    /**
     * The party that the request is for, if its content tells: the party of the driver's token for sessions and CDRs,
     * also if only an earlier push of the session named it; the owner of the object for what is asked of an owner.
     */
    Optional<PartyId> receiver(CalledInterface called, HttpServletRequest request, OcpiExchange exchange) {
        String method = request.getMethod();
        ModuleId module = called.module();
        String[] segments = called.segments();
        if (called.role() == InterfaceRole.RECEIVER) {
            if (module.equals(ModuleId.SESSIONS) || module.equals(ModuleId.CDRS)) {
                return driver(called, request);
            }
            if (module.equals(ModuleId.COMMANDS) && method.equals("POST")) {
                JsonNode body = bodies.of(request).object();
                return owner(ObjectKind.LOCATION, body.path("location_id").asString(""), exchange)
                        .or(() -> owner(
                                ObjectKind.SESSION, body.path("session_id").asString(""), exchange));
            }
            return module.equals(ModuleId.CHARGING_PROFILES) && segments.length == 1
                    ? owner(ObjectKind.SESSION, CalledInterface.decoded(segments[0]), exchange)
                    : Optional.empty();
        }
        if (segments.length == 0) {
            return Optional.empty();
        }
        return called.owner()
                .or(() -> kind(module)
                        .flatMap(kind ->
                                owner(kind, id(kind, CalledInterface.decoded(segments[0]), request), exchange)));
    }

    /** A PATCH names no token: it follows the PUT before it. */
    private Optional<PartyId> driver(CalledInterface called, HttpServletRequest request) {
        String object = called.path() + String.join("/", called.segments());
        Optional<PartyId> named = request.getMethod().matches("PUT|POST|PATCH")
                ? party(bodies.of(request).object().path("cdr_token"))
                : Optional.empty();
        named.ifPresent(party -> drivers.put(object, party));
        return named.or(() -> Optional.ofNullable(drivers.getIfPresent(object)));
    }

    private static Optional<ObjectKind> kind(ModuleId module) {
        if (module.equals(ModuleId.LOCATIONS)) {
            return Optional.of(ObjectKind.LOCATION);
        }
        if (module.equals(ModuleId.SESSIONS)) {
            return Optional.of(ObjectKind.SESSION);
        }
        return module.equals(ModuleId.TOKENS) ? Optional.of(ObjectKind.TOKEN) : Optional.empty();
    }

    private static String id(ObjectKind kind, String id, HttpServletRequest request) {
        String type = request.getParameter("type");
        return kind == ObjectKind.TOKEN
                ? TokenKey.id(CiString.of(id), type == null ? TokenType.RFID : new TokenType(type))
                        .toString()
                : id;
    }

    /** The one owner of an object with that id, as far as this platform holds a copy of it. */
    private Optional<PartyId> owner(ObjectKind kind, String id, OcpiExchange exchange) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        List<PartyId> owners = queries.list(new FindOwners(kind, CiString.of(id), exchange.caller()), PartyId.class);
        return owners.size() == 1 ? Optional.of(owners.getFirst()) : Optional.empty();
    }

    private static Optional<PartyId> party(JsonNode token) {
        JsonNode country = token.path("country_code");
        JsonNode party = token.path("party_id");
        return country.isString() && party.isString()
                ? Optional.of(PartyId.of(country.asString(), party.asString()))
                : Optional.empty();
    }
}
