package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.OwnInterfaces;
import org.ocpiplatform.contract.partners.PartnerCommand;
import org.ocpiplatform.contract.partners.PartnerCommand.InvitePartner;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartnerCommand.Reach;
import org.ocpiplatform.contract.partners.PartnerCommand.SetQuirks;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Partners as administrators make and see them. */
@RestController
@RequestMapping("/admin/partners")
@Tag(name = "admin")
final class PartnersController {

    private final PartnerReports partners;
    private final AccessTokens tokens;
    private final SecretSeal seal;
    private final OwnInterfaces ours;

    PartnersController(PartnerReports partners, AccessTokens tokens, SecretSeal seal, OwnInterfaces ours) {
        this.partners = partners;
        this.tokens = tokens;
        this.seal = seal;
        this.ours = ours;
    }

    @PostMapping
    @Operation(summary = "Makes a platform a partner and gives it a token, which is shown this one time only")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = {
                                @ExampleObject(name = "A platform that registers", value = INVITED),
                                @ExampleObject(name = "A CPO's own system", value = PROVISIONED)
                            }))
    ResponseEntity<Added> add(JsonBody body) {
        NewPartner partner = body.as(NewPartner.class).checked();
        PartnerId id = new PartnerId(UUID.randomUUID().toString());
        String token = tokens.issue();
        WriteResult result = partners.send(command(id, partner, AccessTokens.hash(token)), WriteResult.class);
        PartnerState state = partner.provisioned() ? PartnerState.PROVISIONED : PartnerState.INVITED;
        // Without the projection the token would not work yet, and its holder could not tell why.
        return partners.answer(HttpStatus.CREATED, result)
                .body(new Added(
                        id.value(), partner.name(), PartnerReport.mode(state), state, token, ours.versionsUrl()));
    }

    @GetMapping
    @Operation(summary = "All partners, by name")
    List<PartnerReport> list() {
        return partners.all();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One partner")
    PartnerReport get(@PathVariable String id) {
        return partners.of(new PartnerId(id));
    }

    @PutMapping("/{id}/quirks")
    @Operation(summary = "Says where a partner departs from the protocol, which counts more than what was seen")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(name = "An old platform", value = QUIRKS)))
    ResponseEntity<PartnerReport> setQuirks(@PathVariable String id, JsonBody body) {
        PartnerId partner = new PartnerId(id);
        WriteResult result = partners.send(new SetQuirks(partner, body.valid(PartnerQuirks.class)), WriteResult.class);
        return partners.answer(HttpStatus.OK, result).body(partners.of(partner));
    }

    private PartnerCommand command(PartnerId id, NewPartner partner, String hash) {
        if (!partner.provisioned()) {
            return new InvitePartner(id, partner.name(), partner.roles(), partner.hubPartyId(), hash);
        }
        return new ProvisionPartner(
                id,
                partner.name(),
                partner.roles(),
                partner.hubPartyId(),
                hash,
                Optional.ofNullable(partner.url())
                        .flatMap(url ->
                                Optional.ofNullable(partner.tokenB()).map(token -> new Reach(url, seal.seal(token))))
                        .orElse(null));
    }

    /**
     * The answer to a new partner.
     *
     * @param token what the partner presents to us; nowhere else in clear
     * @param versionsUrl where the partner finds us
     */
    record Added(String id, String name, String mode, PartnerState state, String token, String versionsUrl) {

        /** The token is left out: this ends up in logs. */
        @Override
        public String toString() {
            return "Added[" + id + "]";
        }
    }

    private static final String INVITED = """
            {
              "name": "Example eMSP",
              "mode": "INVITED",
              "roles": [
                {
                  "role": "EMSP",
                  "country_code": "DE",
                  "party_id": "FST"
                }
              ]
            }
            """;

    private static final String PROVISIONED = """
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

    private static final String QUIRKS = """
            {
              "raw_token": true,
              "trailing_slash": true,
              "page_limit": 50
            }
            """;
}
