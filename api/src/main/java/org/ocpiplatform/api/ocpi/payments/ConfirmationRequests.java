package org.ocpiplatform.api.ocpi.payments;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.payments.CaptureDecision;
import org.ocpiplatform.contract.payments.ConfirmationCommand.CaptureAdvice;
import org.ocpiplatform.contract.payments.ConfirmationCommand.FileConfirmation;
import org.ocpiplatform.contract.payments.ConfirmationQuery.FindConfirmationsByReference;
import org.ocpiplatform.contract.payments.PaymentIds;
import org.ocpiplatform.contract.payments.TerminalQuery.Assignment;
import org.ocpiplatform.contract.payments.TerminalQuery.FindTerminalsById;
import org.ocpiplatform.contract.sessions.SessionQuery.FindCposByAuthorizationReference;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.payments.FinancialAdvice;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;
import org.ocpiplatform.ocpi.payments.LegacyPrice;
import org.springframework.stereotype.Component;

/** Requests about confirmations: the owning PTP files them, and CPOs and PTPs have amounts captured. */
@Component
final class ConfirmationRequests {

    private static final ObjectKind KIND = ObjectKind.FINANCIAL_ADVICE_CONFIRMATION;

    private final ObjectRequests objects;
    private final Queries queries;
    private final PaymentParties parties;

    ConfirmationRequests(ObjectRequests objects, Queries queries, PaymentParties parties) {
        this.objects = objects;
        this.queries = queries;
        this.parties = parties;
    }

    /** The owner's system files what it captured. */
    OcpiAnswer file(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(Side.PTP, KIND, exchange.caller(), Role.PTP);
        return file(exchange, id, confirmation(body));
    }

    /** The PTP tells the CPO side what it captured. */
    OcpiAnswer receive(OcpiExchange exchange, JsonBody body) {
        PartyId owner = parties.acting(exchange, Role.PTP, null, KIND);
        FinancialAdviceConfirmation confirmation = confirmation(body);
        return file(exchange, new ReplicaId(Side.CPO, KIND, owner, confirmation.id()), confirmation);
    }

    private OcpiAnswer file(OcpiExchange exchange, ReplicaId id, FinancialAdviceConfirmation confirmation) {
        PartyId customer = cpoOfSession(confirmation.authorizationReference());
        return objects.write(id, exchange, new FileConfirmation(id, confirmation, customer));
    }

    /** Has an amount captured; only a CPO may ask for that, or the PTP itself. */
    OcpiAnswer advise(OcpiExchange exchange, JsonBody body) {
        Caller caller = exchange.caller();
        if (caller.parties(Role.CPO).isEmpty() && caller.parties(Role.PTP).isEmpty()) {
            throw KIND.notFound();
        }
        FinancialAdvice advice = body.valid(FinancialAdvice.class, LegacyPrice::converted);
        List<Assignment> terminals = terminals(caller, advice);
        PartyId ptp = ptp(exchange, terminals);
        Assignment terminal = terminals.stream()
                .filter(assigned -> assigned.terminalId().owner().equals(ptp))
                .findFirst()
                .orElse(null);
        PartyId customer = terminal == null ? null : terminal.customer();
        PartyId asker = null;
        if (isAskedByCpo(exchange, ptp)) {
            asker = customer == null || !caller.speaksFor(customer, Role.CPO)
                    ? parties.acting(exchange, Role.CPO, null, KIND)
                    : customer;
        }
        if (customer == null) {
            customer = asker == null ? cpoOfSession(advice.authorizationReference()) : asker;
        }
        CaptureDecision decision = objects.send(
                exchange,
                asker == null ? ptp : asker,
                new CaptureAdvice(confirmationId(ptp, advice), advice, customer, asker),
                CaptureDecision.class);
        OcpiAnswer answer = objects.shown(KIND, decision.result(), OcpiAnswer.value(decision.confirmation()));
        return decision.result().kind() == WriteResult.Kind.CREATED ? answer.created() : answer;
    }

    /** Where one platform is both, its routing header tells which. */
    private static boolean isAskedByCpo(OcpiExchange exchange, PartyId ptp) {
        Caller caller = exchange.caller();
        PartyId from = exchange.from();
        return !caller.speaksFor(ptp, Role.PTP)
                || (from != null && !from.equals(ptp) && caller.speaksFor(from, Role.CPO));
    }

    /** The terminals that the advice may mean; to a CPO those of others are unknown, as they are everywhere. */
    private List<Assignment> terminals(Caller caller, FinancialAdvice advice) {
        return advice.terminalId() == null
                ? List.of()
                : queries.list(new FindTerminalsById(Side.PTP, advice.terminalId()), Assignment.class).stream()
                        .filter(assigned ->
                                caller.speaksFor(assigned.terminalId().owner(), Role.PTP)
                                        || assigned.customer() == null
                                        || caller.speaksFor(assigned.customer(), Role.CPO))
                        .toList();
    }

    private PartyId ptp(OcpiExchange exchange, List<Assignment> terminals) {
        PartyId addressed = parties.addressedPtp(exchange);
        if (addressed != null) {
            return addressed;
        }
        if (terminals.size() > 1) {
            throw Rejection.invalid("several parties have a terminal of that id; OCPI-to-* must name one");
        }
        if (!terminals.isEmpty()) {
            return terminals.getFirst().terminalId().owner();
        }
        // Who is no CPO can only mean itself.
        return exchange.caller().parties(Role.CPO).isEmpty()
                ? parties.acting(exchange, Role.PTP, null, KIND)
                : parties.onlyOwnPtp();
    }

    /** The confirmation that the PTP filed by itself for that authorization, or the one that is to be. */
    private ReplicaId confirmationId(PartyId ptp, FinancialAdvice advice) {
        CiString reference = advice.authorizationReference();
        return queries.list(new FindConfirmationsByReference(Side.PTP, ptp, reference), ReplicaId.class).stream()
                .findFirst()
                .orElseGet(() -> PaymentIds.confirmation(ptp, reference));
    }

    /** The CPO whose session was authorized under that reference; none if it cannot be told. */
    private @Nullable PartyId cpoOfSession(CiString authorizationReference) {
        List<PartyId> cpos = queries.list(new FindCposByAuthorizationReference(authorizationReference), PartyId.class);
        return cpos.size() == 1 ? cpos.getFirst() : null;
    }

    private static FinancialAdviceConfirmation confirmation(JsonBody body) {
        return body.valid(FinancialAdviceConfirmation.class, LegacyPrice::converted);
    }
}
