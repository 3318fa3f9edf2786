package org.ocpiplatform.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.history.AuditTrail;
import org.ocpiplatform.contract.history.ExportFilter;
import org.ocpiplatform.contract.history.ExportedEvent;
import org.ocpiplatform.contract.history.Pages;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every event that is stored, one a line. */
@RestController
@RequestMapping("/audit/export")
@Tag(name = "audit")
final class ExportController {

    private static final String HEAD_HEADER = "X-Head-Position";

    private final AuditTrail trail;

    ExportController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping
    @Operation(summary = "The events in order of their positions, up to the last one that is stored when it begins")
    @ApiResponse(
            responseCode = "200",
            description = "One event a line; X-Head-Position is the position of the last event that is looked at",
            content = @Content(mediaType = Streamed.NDJSON, schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "400", description = "A parameter has no usable value")
    void export(
            @Parameter(description = "Only events of objects of this module; commands for remote commands")
                    @RequestParam(required = false)
                    @Nullable
                    String module,
            @Parameter(description = "Only events of objects of this side") @RequestParam(required = false) @Nullable
                    String side,
            @Parameter(description = "Events at or after, in UTC")
                    @RequestParam(name = "date_from", required = false)
                    @Nullable
                    String dateFrom,
            @Parameter(description = "Events before, in UTC")
                    @RequestParam(name = "date_to", required = false)
                    @Nullable
                    String dateTo,
            @Parameter(description = "Position on which the events follow") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(description = "Events at most") @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = "true for the texts that are stored, except of events that hold secrets")
                    @RequestParam(required = false)
                    @Nullable
                    String stored,
            HttpServletResponse response)
            throws IOException {
        AuditTrail.Export export = trail.export(new ExportFilter(
                AuditPath.module(module),
                AuditPath.side(side),
                AuditQuery.time("date_from", dateFrom),
                AuditQuery.time("date_to", dateTo),
                AuditQuery.number("after", after, 0, 0, Long.MAX_VALUE),
                AuditQuery.number("limit", limit, Long.MAX_VALUE, 1, Long.MAX_VALUE),
                AuditQuery.flag("stored", stored)));
        try (Pages<ExportedEvent> events = export.events()) {
            response.setHeader(HEAD_HEADER, Long.toString(export.head()));
            Streamed.lines(response, events);
        }
    }
}
