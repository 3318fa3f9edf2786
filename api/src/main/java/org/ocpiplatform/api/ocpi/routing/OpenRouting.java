package org.ocpiplatform.api.ocpi.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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

    private final JsonBodyArgument bodies;
    private final Queries queries;

    OpenRouting(JsonBodyArgument bodies, Queries queries) {
        this.bodies = bodies;
        this.queries = queries;
    }

    /**
     * The party that the request is for, if its content tells: the party of the driver's token for sessions and CDRs,
     * the owner of the object for what is asked of an owner by an object's id alone.
     */
    Optional<PartyId> receiver(CalledInterface called, HttpServletRequest request, OcpiExchange exchange) {
        String method = request.getMethod();
        boolean pushed = called.role() == InterfaceRole.RECEIVER && (method.equals("PUT") || method.equals("POST"));
        ModuleId module = called.module();
        if (pushed && (module.equals(ModuleId.SESSIONS) || module.equals(ModuleId.CDRS))) {
            return party(bodies.of(request).object().path("cdr_token"));
        }
        if (pushed && module.equals(ModuleId.COMMANDS)) {
            JsonNode body = bodies.of(request).object();
            return owner(ObjectKind.LOCATION, body.path("location_id").asString(""), exchange)
                    .or(() -> owner(ObjectKind.SESSION, body.path("session_id").asString(""), exchange));
        }
        String[] segments = called.segments();
        if (called.role() == InterfaceRole.SENDER && segments.length > 0 && !isOwnerForm(segments)) {
            return kind(module).flatMap(kind -> owner(kind, id(kind, decoded(segments[0]), request), exchange));
        }
        return Optional.empty();
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

    private static boolean isOwnerForm(String[] segments) {
        return segments[0].length() == 2 && segments[0].chars().allMatch(Character::isLetter);
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
