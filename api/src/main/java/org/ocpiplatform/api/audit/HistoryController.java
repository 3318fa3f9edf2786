package org.ocpiplatform.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.history.AuditTrail;
import org.ocpiplatform.contract.history.EventProof;
import org.ocpiplatform.contract.history.HistoryEvent;
import org.ocpiplatform.contract.history.Moment;
import org.ocpiplatform.contract.history.ObjectHistory;
import org.ocpiplatform.contract.history.Pages;
import org.ocpiplatform.contract.history.PastObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of one object, event by event and at any moment. */
@RestController
@RequestMapping("/audit/{side}/{module}/{country_code}/{party_id}/{id}")
@Tag(name = "audit")
final class HistoryController {

    private static final String REVISION_HEADER = "X-Revision";
    private static final String POSITION_HEADER = "X-Position";
    private static final String SIDE = "cpo, emsp or ptp";
    private static final String MODULE = "Name of the OCPI module; terminals and financial_advice_confirmations of"
            + " payments; commands for remote commands";
    private static final String ID =
            "Id of the object, percent-encoded; the role of a client info; the uid of a remote" + " request";
    private static final String TYPE = "Type of a token, RFID if absent";
    private static final String ROLE = "Role of a client info, if the id does not say it";

    private final AuditTrail trail;

    HistoryController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/events")
    @Operation(summary = "The events of an object, oldest first, each with what it changed")
    @ApiResponse(
            responseCode = "200",
            description = "The history",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(name = "A session", value = HISTORY)))
    @ApiResponse(responseCode = "400", description = "A parameter has no usable value")
    @ApiResponse(responseCode = "404", description = "There never was such an object")
    void events(
            @Parameter(description = SIDE) @PathVariable String side,
            @Parameter(description = MODULE) @PathVariable String module,
            @PathVariable("country_code") String countryCode,
            @PathVariable("party_id") String partyId,
            @Parameter(description = ID) @PathVariable String id,
            @Parameter(description = TYPE) @RequestParam(required = false) @Nullable String type,
            @Parameter(description = ROLE) @RequestParam(required = false) @Nullable String role,
            @Parameter(description = "Revision on which the events follow")
                    @RequestParam(name = "after_revision", required = false)
                    @Nullable
                    String afterRevision,
            @Parameter(description = "Events at most") @RequestParam(required = false) @Nullable String limit,
            HttpServletResponse response)
            throws IOException {
        ObjectHistory history = trail.events(
                AuditPath.object(side, module, countryCode, partyId, id, type, role),
                AuditQuery.number("after_revision", afterRevision, -1, -1, Long.MAX_VALUE - 1),
                AuditQuery.number("limit", limit, Long.MAX_VALUE, 1, Long.MAX_VALUE));
        try (Pages<HistoryEvent> events = history.events()) {
            Streamed.object(response, "object", history.object(), "events", events);
        }
    }

    @GetMapping
    @Operation(summary = "An object exactly as partners were given it at a moment")
    @ApiResponse(
            responseCode = "200",
            description = "The object; X-Revision and X-Position name the last event before the moment",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "400", description = "A parameter has no usable value")
    @ApiResponse(responseCode = "404", description = "There was no such object then")
    @ApiResponse(responseCode = "409", description = "Its stored events cannot be read")
    ResponseEntity<byte[]> object(
            @Parameter(description = SIDE) @PathVariable String side,
            @Parameter(description = MODULE) @PathVariable String module,
            @PathVariable("country_code") String countryCode,
            @PathVariable("party_id") String partyId,
            @Parameter(description = ID) @PathVariable String id,
            @Parameter(description = TYPE) @RequestParam(required = false) @Nullable String type,
            @Parameter(description = ROLE) @RequestParam(required = false) @Nullable String role,
            @Parameter(description = "After what had happened by this time, in UTC")
                    @RequestParam(required = false)
                    @Nullable
                    String at,
            @Parameter(description = "After the event of this revision, from 0")
                    @RequestParam(required = false)
                    @Nullable
                    String revision) {
        PastObject past = trail.object(
                AuditPath.object(side, module, countryCode, partyId, id, type, role), moment(at, revision));
        return ResponseEntity.ok()
                .header(REVISION_HEADER, Long.toString(past.revision()))
                .header(POSITION_HEADER, Long.toString(past.position()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(past.json().getBytes(StandardCharsets.UTF_8));
    }

    private static Moment moment(@Nullable String at, @Nullable String revision) {
        if (at != null && revision != null) {
            throw Rejection.invalid("at and revision exclude each other");
        }
        Instant time = AuditQuery.time("at", at);
        if (time != null) {
            return new Moment.AtTime(time);
        }
        return revision == null
                ? new Moment.Now()
                : new Moment.AtRevision(AuditQuery.number("revision", revision, 0, 0, Long.MAX_VALUE));
    }

    @GetMapping("/proof")
    @Operation(summary = "The proof that an event of an object is as it was when it was sealed")
    @ApiResponse(responseCode = "200", description = "The proof, which VerifyOcpiProof.java verifies")
    @ApiResponse(responseCode = "400", description = "A parameter has no usable value")
    @ApiResponse(responseCode = "404", description = "There is no such event")
    @ApiResponse(responseCode = "409", description = "No checkpoint speaks of the event yet")
    EventProof proof(
            @Parameter(description = SIDE) @PathVariable String side,
            @Parameter(description = MODULE) @PathVariable String module,
            @PathVariable("country_code") String countryCode,
            @PathVariable("party_id") String partyId,
            @Parameter(description = ID) @PathVariable String id,
            @Parameter(description = TYPE) @RequestParam(required = false) @Nullable String type,
            @Parameter(description = ROLE) @RequestParam(required = false) @Nullable String role,
            @Parameter(description = "Revision of the event; the last one if absent")
                    @RequestParam(required = false)
                    @Nullable
                    String revision) {
        return trail.proof(
                AuditPath.object(side, module, countryCode, partyId, id, type, role),
                revision == null ? null : AuditQuery.number("revision", revision, 0, 0, Long.MAX_VALUE));
    }

    private static final String HISTORY = """
            {
              "object": {"side": "cpo", "module": "sessions", "country_code": "NL", "party_id": "TNM", "id": "S-1001"},
              "events": [{
                "revision": 1,
                "position": 812,
                "type": "sessions.patched",
                "occurred_at": "2026-03-01T12:00:00.123456Z",
                "actor": {"partner_id": "5e3b…", "country_code": "NL", "party_id": "TNM"},
                "request_id": "r-1",
                "correlation_id": "c-1",
                "payload": {"session_id": "cpo:sessions:NL:TNM:S-1001", "patch": {"kwh": 1.5}},
                "changes": [{"path": "/kwh", "before": 0, "after": 1.5}],
                "previous_hash": "91c0…",
                "hash": "4f7a…"
              }]
            }
            """;
}
