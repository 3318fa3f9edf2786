package org.ocpiplatform.api.ocpi.credentials;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.OwnCredentials;
import org.ocpiplatform.contract.partners.PartnerCommand.AcceptCredentials;
import org.ocpiplatform.contract.partners.PartnerCommand.Reach;
import org.ocpiplatform.contract.partners.PartnerCommand.UnregisterPartner;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindOwnCredentials;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.credentials.Credentials;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The registration of the calling platform. There is one for each platform, whichever of the two paths it is called by;
 * partners are told of the first.
 */
@OcpiInterface(module = "credentials", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping({"/ocpi/cpo/2.3.0/credentials", "/ocpi/emsp/2.3.0/credentials"})
final class CredentialsController {

    private static final String PROJECTION = "partners";

    private final Commands commands;
    private final Queries queries;
    private final AccessTokens tokens;
    private final SecretSeal seal;

    CredentialsController(Commands commands, Queries queries, AccessTokens tokens, SecretSeal seal) {
        this.commands = commands;
        this.queries = queries;
        this.tokens = tokens;
        this.seal = seal;
    }

    @GetMapping
    @Operation(summary = "With what the caller calls this platform, and whom it reaches here")
    OcpiAnswer get(OcpiExchange exchange) {
        if (!exchange.presented().state().connected()) {
            throw Rejection.notFound("registration");
        }
        return OcpiAnswer.value(ours(exchange, exchange.presented().value()));
    }

    @PostMapping
    @Operation(summary = "Registers the calling platform, which is called back before the answer")
    @BodyExample("credentials")
    OcpiAnswer post(OcpiExchange exchange, JsonBody body) {
        return accept("POST", exchange, body);
    }

    @PutMapping
    @Operation(summary = "Changes the registration: other parties, another URL, or just new tokens")
    @BodyExample("credentials")
    OcpiAnswer put(OcpiExchange exchange, JsonBody body) {
        return accept("PUT", exchange, body);
    }

    @DeleteMapping
    @Operation(summary = "Ends the registration; no token works any more")
    OcpiAnswer delete(OcpiExchange exchange) {
        exchange.presented().state().requireCredentialsMethod("DELETE");
        boolean shown = commands.shown(PROJECTION, send(new UnregisterPartner(id(exchange)), exchange));
        return told(OcpiAnswer.empty(), shown);
    }

    private OcpiAnswer accept(String method, OcpiExchange exchange, JsonBody body) {
        exchange.presented().state().requireCredentialsMethod(method);
        Credentials theirs = body.valid(Credentials.class);
        String token = tokens.issue();
        WriteResult result = send(
                new AcceptCredentials(
                        id(exchange),
                        method.equals("POST"),
                        AccessTokens.hash(exchange.presented().value()),
                        theirs.roles(),
                        theirs.hubPartyId(),
                        new Reach(theirs.url(), seal.seal(theirs.token())),
                        AccessTokens.hash(token)),
                exchange);
        boolean shown = commands.shown(PROJECTION, result);
        return told(OcpiAnswer.value(ours(exchange, token)), shown);
    }

    private Credentials ours(OcpiExchange exchange, String token) {
        return queries.one(new FindOwnCredentials(id(exchange)), OwnCredentials.class)
                .with(token);
    }

    /** Between platforms no party acts. */
    private WriteResult send(Object command, OcpiExchange exchange) {
        return commands.send(
                command,
                Map.of(
                        MessageOrigin.PARTNER_ID, exchange.caller().partnerId(),
                        MessageOrigin.REQUEST_ID, exchange.requestId(),
                        MessageOrigin.CORRELATION_ID, exchange.correlationId()),
                WriteResult.class);
    }

    /** Until the projection shows a change, the old token works and the new one does not. */
    private static OcpiAnswer told(OcpiAnswer answer, boolean shown) {
        return shown ? answer : answer.with(Commands.BEHIND, "true");
    }

    private static PartnerId id(OcpiExchange exchange) {
        return new PartnerId(exchange.caller().partnerId());
    }
}
