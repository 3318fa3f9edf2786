package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.erasures.ErasureCommand.RequestErasure;
import org.ocpiplatform.contract.erasures.ErasureQuery.FindErasure;
import org.ocpiplatform.contract.erasures.ErasureQuery.ListErasures;
import org.ocpiplatform.contract.erasures.ErasureView;
import org.ocpiplatform.contract.privacy.PersonKeys;
import org.ocpiplatform.contract.projections.ProjectionQuery.ListProjections;
import org.ocpiplatform.contract.projections.ProjectionStatus;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Making what is stored of a driver unreadable. */
@RestController
@RequestMapping("/admin/erasures")
@Tag(name = "admin")
final class ErasuresController {

    private static final String ERASURES = "erasures";

    private final Commands commands;
    private final Queries queries;
    private final PersonKeys keys;
    private final EdgeSettings settings;

    ErasuresController(Commands commands, Queries queries, PersonKeys keys, EdgeSettings settings) {
        this.commands = commands;
        this.queries = queries;
        this.keys = keys;
        this.settings = settings;
    }

    @PostMapping
    @Operation(
            summary = "Makes what is stored of a driver unreadable, for ever",
            description = "404 if nothing is stored of the token, or nothing any more.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(name = "A driver's card", value = EXAMPLE)))
    ResponseEntity<ErasureReport> erase(JsonBody body) {
        NewErasure wanted = body.valid(NewErasure.class);
        String id = keys.find(wanted.person())
                .orElseThrow(() -> Rejection.notFound("token"))
                .id();
        WriteResult result = commands.send(
                new RequestErasure(id, wanted.party()),
                Map.of(MessageOrigin.REQUEST_ID, UUID.randomUUID().toString()),
                WriteResult.class);
        commands.shown(ERASURES, result);
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create(settings.publicUrl() + "/admin/erasures/" + id))
                .body(find(id));
    }

    @GetMapping("/{id}")
    @Operation(summary = "An erasure with how far it is")
    ErasureReport find(@PathVariable String id) {
        return queries.optional(new FindErasure(id), ErasureView.class)
                .map(erasure -> ErasureReport.of(erasure, statuses()))
                .orElseThrow(() -> Rejection.notFound("erasure"));
    }

    @GetMapping
    @Operation(summary = "The latest erasures, latest first")
    List<ErasureReport> list(@RequestParam(required = false) @Nullable String limit) {
        int most = Numbers.of("limit", limit, settings.defaultPageLimit(), 1, settings.maxPageLimit());
        Map<String, ProjectionStatus> statuses = statuses();
        return queries.list(new ListErasures(most), ErasureView.class).stream()
                .map(erasure -> ErasureReport.of(erasure, statuses))
                .toList();
    }

    private Map<String, ProjectionStatus> statuses() {
        return queries.list(new ListProjections(), ProjectionStatus.class).stream()
                .collect(Collectors.toMap(ProjectionStatus::name, Function.identity()));
    }

    private static final String EXAMPLE = """
            {
              "country_code": "NL",
              "party_id": "TNM",
              "uid": "04A2B3C4D5E680",
              "type": "RFID"
            }
            """;
}
