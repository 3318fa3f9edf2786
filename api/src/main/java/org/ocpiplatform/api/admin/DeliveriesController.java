package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.admin.NewResync.Modules;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.deliveries.DeliveryPage;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.ListDeliveries;
import org.ocpiplatform.contract.deliveries.DeliveryState;
import org.ocpiplatform.contract.deliveries.ResyncQuery.ListResyncs;
import org.ocpiplatform.contract.deliveries.ResyncState;
import org.ocpiplatform.contract.deliveries.ResyncView;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartner;
import org.ocpiplatform.contract.partners.PartnerView;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What partners were told, and comparing what they hold with what they should. */
@RestController
@RequestMapping("/admin/partners/{id}")
@Tag(name = "admin")
final class DeliveriesController {

    private static final String RESYNCS = "resyncs";

    private final Commands commands;
    private final Queries queries;
    private final EdgeSettings settings;

    DeliveriesController(Commands commands, Queries queries, EdgeSettings settings) {
        this.commands = commands;
        this.queries = queries;
        this.settings = settings;
    }

    @GetMapping("/deliveries")
    @Operation(summary = "Pushes to a partner by object; failed ones by the time of their last failure, oldest first")
    DeliveryReport.Page deliveries(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String module,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset) {
        PartnerId partner = existing(id);
        DeliveryPage page = queries.one(
                new ListDeliveries(
                        partner,
                        state == null ? null : state(state),
                        module == null ? null : Modules.among(module, List.of(ObjectKind.values())),
                        Numbers.of("offset", offset, 0, 0, Integer.MAX_VALUE),
                        Numbers.of("limit", limit, settings.defaultPageLimit(), 1, settings.maxPageLimit())),
                DeliveryPage.class);
        return new DeliveryReport.Page(
                page.deliveries().stream().map(DeliveryReport::of).toList(), page.total());
    }

    @PostMapping("/resync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Compares what a partner holds with what it should, and pushes what differs")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(name = "Locations of a day", value = EXAMPLE)))
    Accepted resync(@PathVariable String id, JsonBody body) {
        PartnerView partner = known(id);
        NewResync wanted = body.validIfPresent(NewResync.class).orElse(NewResync.ALL);
        if (partner.versionsUrl() == null || !partner.state().connected()) {
            throw new Rejection(
                    Rejection.Code.NOT_OFFERED,
                    "the partner is not called: there is no URL of it, or the connection has ended");
        }
        String resyncId = UUID.randomUUID().toString();
        WriteResult result = commands.send(
                wanted.of(partner.id(), resyncId),
                Map.of(MessageOrigin.REQUEST_ID, UUID.randomUUID().toString()),
                WriteResult.class);
        commands.shown(RESYNCS, result);
        return new Accepted(resyncId, ResyncState.RUNNING);
    }

    @GetMapping("/resyncs")
    @Operation(summary = "The resyncs of a partner with how far they are, latest first")
    List<ResyncReport> resyncs(@PathVariable String id) {
        return queries.list(new ListResyncs(existing(id)), ResyncView.class).stream()
                .map(ResyncReport::of)
                .toList();
    }

    private PartnerId existing(String id) {
        return known(id).id();
    }

    private PartnerView known(String id) {
        return queries.optional(new FindPartner(new PartnerId(id)), PartnerView.class)
                .orElseThrow(() -> Rejection.notFound("partner"));
    }

    private static DeliveryState state(String name) {
        return switch (name) {
            case "failed" -> DeliveryState.FAILED;
            case "acknowledged" -> DeliveryState.ACKNOWLEDGED;
            default -> throw Rejection.invalid("state must be failed or acknowledged");
        };
    }

    /** The answer to a resync that has begun. */
    record Accepted(String id, ResyncState state) {}

    private static final String EXAMPLE = """
            {
              "module": "locations",
              "date_from": "2026-03-01T00:00:00Z",
              "date_to": "2026-03-02T00:00:00Z"
            }
            """;
}
