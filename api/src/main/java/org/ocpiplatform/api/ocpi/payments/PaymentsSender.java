package org.ocpiplatform.api.ocpi.payments;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Terminals and confirmations as PTPs publish them through this platform: CPOs take terminals into use and have amounts
 * captured; the owning PTP's own system feeds in what it has, which OCPI leaves open.
 */
@OcpiInterface(module = "payments", role = InterfaceRole.SENDER, side = Side.PTP)
@RequestMapping(PaymentsSender.PATH)
final class PaymentsSender {

    static final String PATH = "/ocpi/ptp/2.3.0/payments";

    private static final String TERMINALS = "/terminals";
    private static final String TERMINAL = TERMINALS + "/{terminal_id}";
    private static final String OWNED_TERMINAL = TERMINALS + "/{country_code}/{party_id}/{terminal_id}";
    // OCPI spells its path with hyphens; partners also call it by the name of the object.
    private static final String CONFIRMATIONS = "/financial-advice-confirmations";
    private static final String CONFIRMATIONS_TOO = "/financial_advice_confirmations";
    private static final String OWNED = "/{country_code}/{party_id}/{confirmation_id}";

    private final TerminalRequests terminals;
    private final ConfirmationRequests confirmations;

    PaymentsSender(TerminalRequests terminals, ConfirmationRequests confirmations) {
        this.terminals = terminals;
        this.confirmations = confirmations;
    }

    @PostMapping(OWNED_TERMINAL)
    @Operation(summary = "The owning PTP creates a terminal")
    @BodyExample("terminal")
    OcpiAnswer createTerminal(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return terminals.create(exchange, path, body);
    }

    @PutMapping(TERMINAL)
    @Operation(summary = "The assigned CPO, or the owning PTP, replaces a terminal; never creates one")
    @BodyExample("terminal")
    OcpiAnswer putTerminal(OcpiExchange exchange, ObjectId id, JsonBody body) {
        return terminals.put(exchange, id, body);
    }

    @PatchMapping(TERMINAL)
    @Operation(summary = "A CPO enables a terminal; one that nobody has is assigned to it")
    @BodyExample("terminal-patch")
    OcpiAnswer patchTerminal(OcpiExchange exchange, ObjectId id, JsonBody body) {
        return terminals.patch(exchange, id, body);
    }

    @PatchMapping(OWNED_TERMINAL)
    @Operation(
            summary =
                    "A CPO enables a terminal, or the owning PTP changes it; one that nobody has is assigned to the CPO")
    @BodyExample("terminal-patch")
    OcpiAnswer patchTerminal(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return terminals.patch(exchange, path, body);
    }

    @PostMapping(TERMINALS + "/activate")
    @Operation(summary = "A CPO takes a terminal into use, by its id or its reference")
    @BodyExample("terminal-activation")
    OcpiAnswer activateTerminal(OcpiExchange exchange, JsonBody body) {
        return terminals.activate(exchange, body);
    }

    @PostMapping(TERMINAL + "/deactivate")
    @Operation(summary = "The assigned CPO, or the owning PTP, takes a terminal out of use")
    OcpiAnswer deactivateTerminal(OcpiExchange exchange, ObjectId id) {
        return terminals.deactivate(exchange, id);
    }

    @PostMapping("/financial_advice")
    @Operation(summary = "A CPO, or the PTP itself, has the final amount of an authorization captured")
    @BodyExample("financial-advice")
    OcpiAnswer advise(OcpiExchange exchange, JsonBody body) {
        return confirmations.advise(exchange, body);
    }

    @PutMapping({CONFIRMATIONS + OWNED, CONFIRMATIONS_TOO + OWNED})
    @Operation(summary = "The owning PTP files a confirmation, which never changes")
    @BodyExample("financial-advice-confirmation")
    OcpiAnswer putConfirmation(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return confirmations.file(exchange, path, body);
    }
}
