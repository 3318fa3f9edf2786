package org.ocpiplatform.api.ocpi.payments;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Terminals and confirmations as PTPs push them to the CPOs on this platform. */
@OcpiInterface(module = "payments", role = InterfaceRole.RECEIVER, side = Side.CPO)
@RequestMapping(PaymentsReceiver.PATH)
final class PaymentsReceiver {

    static final String PATH = "/ocpi/cpo/2.3.0/payments";

    private static final String TERMINALS = "/terminals";
    private static final String OWNED_TERMINAL = TERMINALS + "/{country_code}/{party_id}/{terminal_id}";
    // OCPI spells its path with hyphens; partners also call it by the name of the object.
    private static final String CONFIRMATIONS = "/financial-advice-confirmations";
    private static final String CONFIRMATIONS_TOO = "/financial_advice_confirmations";

    private final TerminalRequests terminals;
    private final ConfirmationRequests confirmations;

    PaymentsReceiver(TerminalRequests terminals, ConfirmationRequests confirmations) {
        this.terminals = terminals;
        this.confirmations = confirmations;
    }

    @PostMapping(TERMINALS)
    @Operation(summary = "The owning PTP pushes a new terminal")
    @BodyExample("terminal")
    OcpiAnswer postTerminal(OcpiExchange exchange, JsonBody body) {
        return terminals.receive(exchange, body);
    }

    @PutMapping(OWNED_TERMINAL)
    @Operation(summary = "The owning PTP pushes a whole terminal")
    @BodyExample("terminal")
    OcpiAnswer putTerminal(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return terminals.putCopy(exchange, path, body);
    }

    @PatchMapping(OWNED_TERMINAL)
    @Operation(summary = "The owning PTP pushes changed fields of a terminal")
    @BodyExample("terminal-patch")
    OcpiAnswer patchTerminal(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return terminals.patchCopy(exchange, path, body);
    }

    @PostMapping({CONFIRMATIONS, CONFIRMATIONS_TOO})
    @Operation(summary = "The owning PTP pushes a confirmation, which never changes")
    @BodyExample("financial-advice-confirmation")
    OcpiAnswer postConfirmation(OcpiExchange exchange, JsonBody body) {
        return confirmations.receive(exchange, body);
    }
}
