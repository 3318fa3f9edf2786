package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.security.LastContacts;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartner;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Partners as administrators make and see them. */
@RestController
@RequestMapping("/admin/partners")
@Tag(name = "admin")
final class PartnersController {

    private static final String PROJECTION = "partners";

    private final Commands commands;
    private final Queries queries;
    private final AccessTokens tokens;
    private final LastContacts contacts;
    private final EdgeSettings settings;
    private final Clock clock;

    PartnersController(
            Commands commands,
            Queries queries,
            AccessTokens tokens,
            LastContacts contacts,
            EdgeSettings settings,
            Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.tokens = tokens;
        this.contacts = contacts;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping
    @Operation(summary = "Makes a platform a partner and gives it a token, which is shown this one time only")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(name = "A CPO's own system", value = EXAMPLE)))
    ResponseEntity<Provisioned> provision(JsonBody body) {
        NewPartner partner = body.as(NewPartner.class).provisioned();
        PartnerId id = new PartnerId(UUID.randomUUID().toString());
        String token = tokens.issue();
        WriteResult result = commands.send(
                new ProvisionPartner(
                        id, partner.name(), partner.roles(), partner.hubPartyId(), AccessTokens.hash(token), null),
                Map.of(MessageOrigin.REQUEST_ID, UUID.randomUUID().toString()),
                WriteResult.class);
        // Without the projection the token would not work yet, and its holder could not tell why.
        boolean shown = commands.shown(PROJECTION, result);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.CREATED);
        return (shown ? answer : answer.header(Commands.BEHIND, "true"))
                .body(new Provisioned(
                        id.value(),
                        partner.name(),
                        PartnerState.PROVISIONED.name(),
                        PartnerState.PROVISIONED,
                        token,
                        settings.url("/ocpi/versions")));
    }

    @GetMapping
    @Operation(summary = "All partners, by name")
    List<PartnerReport> list() {
        return queries.list(new ListPartners(), PartnerView.class).stream()
                .map(this::report)
                .toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One partner")
    PartnerReport get(@PathVariable String id) {
        return queries.optional(new FindPartner(new PartnerId(id)), PartnerView.class)
                .map(this::report)
                .orElseThrow(() -> Rejection.notFound("partner"));
    }

    private PartnerReport report(PartnerView partner) {
        return PartnerReport.of(
                partner, clock.instant(), contacts.of(partner.id().value()).orElse(null));
    }

    /**
     * The answer to a new partner.
     *
     * @param token what the partner presents to us; nowhere else in clear
     */
    record Provisioned(String id, String name, String mode, PartnerState state, String token, String versionsUrl) {}

    private static final String EXAMPLE = """
            {
              "name": "Example CPO",
              "mode": "PROVISIONED",
              "roles": [
                {
                  "role": "CPO",
                  "country_code": "NL",
                  "party_id": "TNM",
                  "business_details": {"name": "Example CPO"}
                }
              ]
            }
            """;
}
