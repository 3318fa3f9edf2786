package org.ocpiplatform.api.admin;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.incoming.IncomingStage;
import org.ocpiplatform.contract.outgoing.OutgoingStage;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.ListIncomingRequests;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.ListOutgoingRequests;
import org.ocpiplatform.contract.remote.RemoteRequestView;
import org.ocpiplatform.contract.remote.RemoteRequestView.Direction;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.commands.CommandObject;
import org.ocpiplatform.ocpi.commands.CommandType;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Commands to charge points: sending them to CPOs of partners, and what became of them and of those of partners. */
@RestController
@RequestMapping("/admin/remote-commands")
@Tag(name = "admin")
final class RemoteCommandsController {

    private static final Set<RemoteOperation> COMMANDS = Arrays.stream(RemoteOperation.values())
            .filter(operation -> !operation.ofProfiles())
            .collect(toUnmodifiableSet());

    private final RemoteRequests requests;
    private final Queries queries;
    private final EdgeSettings settings;

    RemoteCommandsController(RemoteRequests requests, Queries queries, EdgeSettings settings) {
        this.requests = requests;
        this.queries = queries;
        this.settings = settings;
    }

    @PostMapping("/{command}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Sends a command to a CPO of a partner",
            description = "from may be left out for START_SESSION and RESERVE_NOW, which come from the token's owner, "
                    + "and where this platform has but one EMSP.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = {
                                @ExampleObject(name = "START_SESSION", value = START),
                                @ExampleObject(name = "STOP_SESSION", value = STOP)
                            }))
    RemoteRequests.Accepted send(@PathVariable String command, JsonBody body) {
        CommandType type = CommandType.of(command).orElseThrow(() -> Rejection.notFound("command " + command));
        RemoteOperation operation = RemoteOperation.valueOf(type.name());
        NewCommand wanted = body.valid(NewCommand.class);
        RemoteRequests.Draft draft = requests.draft(operation, wanted.to());
        CommandObject checked = wanted.checked(type, draft.responseUrl());
        return requests.send(
                draft, requests.sender(wanted.from(), NewCommand.driversParty(checked)), NewCommand.content(checked));
    }

    @GetMapping("/{uid}")
    @Operation(summary = "A command, ours or a partner's, with what happened to it")
    RemoteRequestReport find(@PathVariable String uid) {
        return requests.find(uid, ModuleId.COMMANDS);
    }

    @GetMapping
    @Operation(summary = "The latest commands, ours (OUTGOING) and those of partners (INCOMING), latest first")
    List<RemoteRequestReport> list(
            @RequestParam(required = false) @Nullable String direction,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String command,
            @RequestParam(required = false) @Nullable String limit) {
        Direction one = direction == null ? null : among("direction", direction, Direction.values());
        Set<RemoteOperation> operations = command == null
                ? COMMANDS
                : Set.of(among("command", command, COMMANDS.stream().sorted().toArray(RemoteOperation[]::new)));
        Set<String> states = state == null
                ? Set.of()
                : Set.of(among("state", state, states(one).toArray(Enum<?>[]::new))
                        .name());
        int most = Numbers.of("limit", limit, settings.defaultPageLimit(), 1, settings.maxPageLimit());
        List<RemoteRequestView> found = new ArrayList<>();
        if (one != Direction.INCOMING) {
            found.addAll(queries.list(new ListOutgoingRequests(operations, states, most), RemoteRequestView.class));
        }
        if (one != Direction.OUTGOING) {
            found.addAll(queries.list(new ListIncomingRequests(operations, states, most), RemoteRequestView.class));
        }
        // Each is in order already, which the sort keeps where two are of the same time.
        return found.stream()
                .sorted(Comparator.comparing(RemoteRequestView::requestedAt).reversed())
                .limit(most)
                .map(RemoteRequestReport::of)
                .toList();
    }

    private static Stream<Enum<?>> states(@Nullable Direction direction) {
        return Stream.concat(
                direction == Direction.INCOMING ? Stream.empty() : Arrays.stream(OutgoingStage.values()),
                direction == Direction.OUTGOING ? Stream.empty() : Arrays.stream(IncomingStage.values()));
    }

    private static <E extends Enum<?>> E among(String what, String name, E[] possible) {
        return Arrays.stream(possible)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(what + " must be one of "
                        + Arrays.stream(possible).map(Enum::name).distinct().collect(joining(", "))));
    }

    private static final String START = """
            {
              "to": {"country_code": "NL", "party_id": "TNM"},
              "command": {
                "token": {
                  "country_code": "NL", "party_id": "OCP", "uid": "04A2B3C4D5E680", "type": "APP_USER",
                  "contract_id": "NL-OCP-C12345678-9", "issuer": "OCP", "valid": true, "whitelist": "NEVER",
                  "last_updated": "2026-03-01T09:00:00Z"
                },
                "location_id": "LOC1",
                "evse_uid": "3256"
              }
            }
            """;

    private static final String STOP = """
            {
              "to": {"country_code": "NL", "party_id": "TNM"},
              "command": {"session_id": "S-1001"}
            }
            """;
}
