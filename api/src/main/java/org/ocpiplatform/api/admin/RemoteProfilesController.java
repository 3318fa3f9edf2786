package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.objects.IdText;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Charging profiles of sessions at CPOs of partners: setting, asking for and clearing them, and what became of that. */
@RestController
@RequestMapping("/admin/charging-profiles")
@Tag(name = "admin")
final class RemoteProfilesController {

    private static final int MAX_SESSION_ID = 36;

    private final RemoteRequests requests;

    RemoteProfilesController(RemoteRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/{session_id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Asks a CPO of a partner to charge a session by a profile")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(name = "At most 11 kW, then 4 kW", value = EXAMPLE)))
    RemoteRequests.Accepted set(@PathVariable("session_id") String sessionId, JsonBody body) {
        ObjectNode content = session(sessionId);
        NewProfile wanted = body.valid(NewProfile.class);
        content.set("charging_profile", OcpiJson.mapper().valueToTree(wanted.chargingProfile()));
        return send(RemoteOperation.CHARGING_PROFILE, wanted.to(), wanted.from(), content);
    }

    @GetMapping("/{session_id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Asks a CPO of a partner how a session is going to be charged",
            description = "The profile is in the report of the request once the charge point has answered. duration is "
                    + "how many seconds of it are wanted.")
    RemoteRequests.Accepted ask(
            @PathVariable("session_id") String sessionId,
            @RequestParam(name = "to_country_code", required = false) @Nullable String toCountry,
            @RequestParam(name = "to_party_id", required = false) @Nullable String toParty,
            @RequestParam(name = "from_country_code", required = false) @Nullable String fromCountry,
            @RequestParam(name = "from_party_id", required = false) @Nullable String fromParty,
            @RequestParam(required = false) @Nullable String duration) {
        ObjectNode content = session(sessionId);
        if (duration == null) {
            throw Rejection.invalid("duration is missing");
        }
        content.put("duration", Numbers.of("duration", duration, 1, 1, Integer.MAX_VALUE));
        return send(
                RemoteOperation.ACTIVE_CHARGING_PROFILE,
                to(toCountry, toParty),
                NamedParty.of("from", fromCountry, fromParty),
                content);
    }

    @DeleteMapping("/{session_id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Asks a CPO of a partner to forget the profile that was set for a session")
    RemoteRequests.Accepted clear(
            @PathVariable("session_id") String sessionId,
            @RequestParam(name = "to_country_code", required = false) @Nullable String toCountry,
            @RequestParam(name = "to_party_id", required = false) @Nullable String toParty,
            @RequestParam(name = "from_country_code", required = false) @Nullable String fromCountry,
            @RequestParam(name = "from_party_id", required = false) @Nullable String fromParty) {
        return send(
                RemoteOperation.CLEAR_PROFILE,
                to(toCountry, toParty),
                NamedParty.of("from", fromCountry, fromParty),
                session(sessionId));
    }

    @GetMapping("/requests/{uid}")
    @Operation(summary = "A request about a charging profile, ours or a partner's, with what happened to it")
    RemoteRequestReport find(@PathVariable String uid) {
        return requests.find(uid, ModuleId.CHARGING_PROFILES);
    }

    private RemoteRequests.Accepted send(
            RemoteOperation operation, NamedParty to, @Nullable NamedParty from, ObjectNode content) {
        return requests.send(requests.draft(operation, to), requests.sender(from, null), content);
    }

    private static NamedParty to(@Nullable String countryCode, @Nullable String partyId) {
        NamedParty to = NamedParty.of("to", countryCode, partyId);
        if (to == null) {
            throw Rejection.invalid("to_country_code and to_party_id are missing");
        }
        return to;
    }

    private static ObjectNode session(String sessionId) {
        CiString id = IdText.creatable("session_id", CiString.of(sessionId), MAX_SESSION_ID);
        return OcpiJson.mapper().createObjectNode().put("session_id", id.toString());
    }

    private static final String EXAMPLE = """
            {
              "to": {"country_code": "NL", "party_id": "TNM"},
              "charging_profile": {
                "charging_rate_unit": "W",
                "charging_profile_period": [
                  {"start_period": 0, "limit": 11000},
                  {"start_period": 1800, "limit": 4000}
                ]
              }
            }
            """;
}
