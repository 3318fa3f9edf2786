package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartner;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.syncs.SyncCommand.RequestSyncs;
import org.ocpiplatform.contract.syncs.SyncCommand.RequestedSyncs;
import org.ocpiplatform.contract.syncs.SyncMode;
import org.ocpiplatform.contract.syncs.SyncPlan;
import org.ocpiplatform.contract.syncs.SyncQuery.ListSyncs;
import org.ocpiplatform.contract.syncs.SyncState;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is pulled from a partner: how it goes, and asking for it at once. */
@RestController
@RequestMapping("/admin/partners/{id}/sync")
@Tag(name = "admin")
final class SyncController {

    private static final String PROJECTION = "syncs";

    private final Commands commands;
    private final Queries queries;
    private final OwnParties own;

    SyncController(Commands commands, Queries queries, OwnParties own) {
        this.commands = commands;
        this.queries = queries;
        this.own = own;
    }

    @GetMapping
    @Operation(summary = "How the synchronisation of each list that is pulled from a partner stands")
    List<SyncReport> list(@PathVariable String id) {
        PartnerId partnerId = new PartnerId(id);
        PartnerView partner = queries.optional(new FindPartner(partnerId), PartnerView.class)
                .orElseThrow(() -> Rejection.notFound("partner"));
        Map<ObjectKind, SyncReport> known = queries.list(new ListSyncs(partnerId), SyncState.class).stream()
                .collect(Collectors.toMap(sync -> sync.id().kind(), SyncReport::of));
        planned(partner).forEach(list -> known.putIfAbsent(list.kind(), SyncReport.waiting(list.kind())));
        return Stream.of(SyncPlan.values())
                .map(list -> known.get(list.kind()))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<SyncPlan> planned(PartnerView partner) {
        return SyncPlan.of(partner, SyncPlan.rolesHere(own, queries.list(new ListPartners(), PartnerView.class)));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary =
                    "Pulls from a partner at once; without a module everything, without a mode what the schedule says")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples =
                                    @ExampleObject(
                                            name = "All locations",
                                            value = "{\"module\": \"locations\", \"mode\": \"FULL\"}")))
    void run(@PathVariable String id, JsonBody body) {
        Wanted wanted = body.validIfPresent(Wanted.class).orElse(Wanted.EVERYTHING);
        RequestedSyncs requested = commands.send(
                new RequestSyncs(new PartnerId(id), wanted.kind(), wanted.mode()),
                Map.of(MessageOrigin.REQUEST_ID, UUID.randomUUID().toString()),
                RequestedSyncs.class);
        requested.results().forEach(result -> commands.shown(PROJECTION, result));
    }

    /**
     * What an administrator wants pulled.
     *
     * @param module name of a list, as the GET shows it
     */
    record Wanted(@Nullable String module, @Nullable SyncMode mode) {

        static final Wanted EVERYTHING = new Wanted(null, null);

        @Nullable
        ObjectKind kind() {
            if (module == null) {
                return null;
            }
            return Arrays.stream(ObjectKind.values())
                    .filter(kind -> kind.segment().equals(module))
                    .findFirst()
                    .orElseThrow(() -> Rejection.invalid("module must be one of "
                            + Stream.of(SyncPlan.values())
                                    .map(list -> list.kind().segment())
                                    .collect(Collectors.joining(", "))));
        }
    }
}
