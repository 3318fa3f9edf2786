package org.ocpiplatform.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.history.AuditTrail;
import org.ocpiplatform.contract.history.CheckpointView;
import org.ocpiplatform.contract.history.EventProof;
import org.ocpiplatform.contract.history.Pages;
import org.ocpiplatform.contract.history.SealingKeyView;
import org.ocpiplatform.contract.history.VerificationReport;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What proves that stored events are as they were stored. */
@RestController
@RequestMapping("/audit")
@Tag(name = "audit")
final class EvidenceController {

    private static final int CHECKPOINTS_PER_PAGE = 100;
    private static final int DEFAULT_CHECKPOINTS = 1_000;

    private final AuditTrail trail;

    EvidenceController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/verify")
    @Operation(summary = "Looks whether stored events are as they were stored")
    @ApiResponse(responseCode = "200", description = "What was found")
    @ApiResponse(responseCode = "400", description = "A parameter has no usable value")
    VerificationReport verify(
            @Parameter(description = "First position, 1 if absent") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "Last position; the last one that is stored or sealed if absent")
                    @RequestParam(required = false)
                    @Nullable
                    String to) {
        long first = AuditQuery.number("from", from, 1, 1, Long.MAX_VALUE);
        long last = AuditQuery.number("to", to, Long.MAX_VALUE, 1, Long.MAX_VALUE);
        if (last < first) {
            throw Rejection.invalid("to must not be less than from");
        }
        return trail.verify(first, last);
    }

    @GetMapping("/checkpoints")
    @Operation(summary = "Signed checkpoints in their order; as lines with Accept: application/x-ndjson")
    @ApiResponse(
            responseCode = "200",
            description = "An object with the list checkpoints, or one checkpoint a line",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")),
                @Content(mediaType = Streamed.NDJSON, schema = @Schema(implementation = CheckpointView.class))
            })
    @ApiResponse(responseCode = "400", description = "A parameter has no usable value")
    void checkpoints(
            @Parameter(description = "Number on which the checkpoints follow") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(description = "Checkpoints at most; 1000 if absent, all of them as lines")
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean lines = wantsLines(request);
        long number = AuditQuery.number("after", after, 0, 0, Long.MAX_VALUE);
        long most = AuditQuery.number("limit", limit, lines ? Long.MAX_VALUE : DEFAULT_CHECKPOINTS, 1, Long.MAX_VALUE);
        try (Pages<CheckpointView> pages = new CheckpointPages(number, most)) {
            if (lines) {
                Streamed.lines(response, pages);
            } else {
                Streamed.list(response, "checkpoints", pages);
            }
        }
    }

    private static boolean wantsLines(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.ACCEPT)).stream()
                .anyMatch(accepted -> accepted.contains(Streamed.NDJSON));
    }

    private final class CheckpointPages implements Pages<CheckpointView> {

        private long number;
        private long left;

        CheckpointPages(long after, long limit) {
            this.number = after;
            this.left = limit;
        }

        @Override
        public List<CheckpointView> next() {
            List<CheckpointView> page =
                    left == 0 ? List.of() : trail.checkpoints(number, (int) Math.min(CHECKPOINTS_PER_PAGE, left));
            if (!page.isEmpty()) {
                number = page.getLast().number();
                left -= page.size();
            }
            return page;
        }

        @Override
        public void close() {
            // Every page is read by itself.
        }
    }

    @GetMapping("/keys")
    @Operation(summary = "The public keys by which checkpoints are verified")
    Keys keys() {
        return new Keys(trail.keys());
    }

    /** The public keys of all checkpoints. */
    record Keys(List<SealingKeyView> keys) {}

    @GetMapping("/events/{position}/proof")
    @Operation(summary = "The proof that the event at a position is as it was when it was sealed")
    @ApiResponse(responseCode = "200", description = "The proof, which VerifyOcpiProof.java verifies")
    @ApiResponse(responseCode = "400", description = "The position is no number")
    @ApiResponse(responseCode = "404", description = "There is no such event")
    @ApiResponse(responseCode = "409", description = "No checkpoint speaks of the event yet")
    EventProof proof(@Parameter(description = "Position of the event") @PathVariable String position) {
        return trail.proof(AuditQuery.number("position", position, 0, 1, Long.MAX_VALUE));
    }
}
