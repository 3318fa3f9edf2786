package org.ocpiplatform.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.PartnerCommand.ConnectPartner;
import org.ocpiplatform.contract.partners.PartnerCommand.EndRegistration;
import org.ocpiplatform.contract.partners.PartnerCommand.EndedRegistration;
import org.ocpiplatform.contract.partners.PartnerCommand.Reach;
import org.ocpiplatform.contract.partners.PartnerCommand.RotateCredentials;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What administrators have this platform do at others: register there, change the tokens, end it. */
@RestController
@RequestMapping("/admin/partners")
@Tag(name = "admin")
final class RegistrationsController {

    private final PartnerReports partners;
    private final SecretSeal seal;

    RegistrationsController(PartnerReports partners, SecretSeal seal) {
        this.partners = partners;
        this.seal = seal;
    }

    @PostMapping("/connect")
    @Operation(summary = "Registers this platform at another one, whose operator has given us a token A")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(name = "A platform with an invitation for us", value = EXAMPLE)))
    ResponseEntity<Connected> connect(JsonBody body) {
        NewConnection wanted = body.valid(NewConnection.class);
        PartnerId id = new PartnerId(UUID.randomUUID().toString());
        WriteResult result = partners.send(
                new ConnectPartner(id, wanted.name(), new Reach(wanted.versionsUrl(), seal.seal(wanted.token()))),
                WriteResult.class);
        ResponseEntity.BodyBuilder answer = partners.answer(HttpStatus.CREATED, result);
        PartnerReport partner = partners.of(id);
        return answer.body(new Connected(
                partner.id(), partner.name(), partner.mode(), partner.state(), wanted.versionsUrl(), partner.roles()));
    }

    @PostMapping("/{id}/rotate")
    @Operation(summary = "Exchanges new tokens with a partner")
    ResponseEntity<PartnerReport> rotate(@PathVariable String id) {
        PartnerId partner = new PartnerId(id);
        WriteResult result = partners.send(new RotateCredentials(partner), WriteResult.class);
        return partners.answer(HttpStatus.OK, result).body(partners.of(partner));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Ends a registration, at the partner and here")
    ResponseEntity<Ended> end(@PathVariable String id) {
        PartnerId partner = new PartnerId(id);
        EndedRegistration ended = partners.send(new EndRegistration(partner), EndedRegistration.class);
        return partners.answer(HttpStatus.OK, ended.result())
                .body(new Ended(partners.of(partner), ended.partnerTold(), ended.detail()));
    }

    /**
     * The answer to a new registration of ours.
     *
     * @param versionsUrl where we find the partner
     */
    record Connected(
            String id, String name, String mode, PartnerState state, String versionsUrl, List<CredentialsRole> roles) {}

    /**
     * The answer to an ended registration.
     *
     * @param partnerTold whether the partner knows
     * @param detail what it answered, or why it could not be told
     */
    record Ended(
            @JsonUnwrapped PartnerReport partner,
            boolean partnerTold,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String detail) {}

    private static final String EXAMPLE = """
            {
              "name": "Example roaming hub",
              "versions_url": "https://hub.example.com/ocpi/versions",
              "token": "the-token-a-that-the-hub-gave-us"
            }
            """;
}
