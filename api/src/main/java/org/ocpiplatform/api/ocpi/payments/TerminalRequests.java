package org.ocpiplatform.api.ocpi.payments;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.payments.PaymentIds;
import org.ocpiplatform.contract.payments.TerminalCommand.ActivateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.CreateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.DeactivateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.PatchTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.PutTerminal;
import org.ocpiplatform.contract.payments.TerminalQuery.Assignment;
import org.ocpiplatform.contract.payments.TerminalQuery.FindTerminalsById;
import org.ocpiplatform.contract.payments.TerminalQuery.FindTerminalsByReference;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.payments.Terminal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests about Terminals. The owning PTP writes on either side; on its own side also the CPO that the terminal is
 * assigned to, or that takes one which nobody has.
 */
@Component
final class TerminalRequests {

    private static final ObjectKind KIND = ObjectKind.TERMINAL;

    private final ObjectRequests objects;
    private final Queries queries;
    private final PaymentParties parties;

    TerminalRequests(ObjectRequests objects, Queries queries, PaymentParties parties) {
        this.objects = objects;
        this.queries = queries;
        this.parties = parties;
    }

    /** The owner's system makes a terminal. */
    OcpiAnswer create(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(Side.PTP, KIND, exchange.caller(), Role.PTP);
        return objects.write(id, exchange, new CreateTerminal(id, body.valid(Terminal.class)));
    }

    /** The PTP tells the CPO side of a terminal. */
    OcpiAnswer receive(OcpiExchange exchange, JsonBody body) {
        PartyId owner = parties.acting(exchange, Role.PTP, null, KIND);
        Terminal terminal = body.valid(Terminal.class);
        if (terminal.terminalId() == null) {
            throw Rejection.invalid("terminal_id is missing");
        }
        ReplicaId id = new ReplicaId(Side.CPO, KIND, owner, terminal.terminalId());
        return objects.write(id, exchange, new CreateTerminal(id, terminal));
    }

    /** The PTP replaces what the CPO side has. */
    OcpiAnswer putCopy(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(Side.CPO, KIND, exchange.caller(), Role.PTP);
        return objects.write(id, exchange, new PutTerminal(id, body.valid(Terminal.class), null));
    }

    OcpiAnswer patchCopy(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.writable(Side.CPO, KIND, exchange.caller(), Role.PTP);
        return objects.write(id, exchange, new PatchTerminal(id, body.object(), null));
    }

    OcpiAnswer put(OcpiExchange exchange, ObjectId path, JsonBody body) {
        Assignment known = named(exchange, path, assigned -> isTheirs(exchange.caller(), assigned));
        PartyId customer = asCustomer(exchange.caller(), known);
        return write(exchange, known, customer, id -> new PutTerminal(id, body.valid(Terminal.class), customer));
    }

    OcpiAnswer patch(OcpiExchange exchange, ObjectId path, JsonBody body) {
        return patch(exchange, named(exchange, path, assigned -> isOpenTo(exchange.caller(), assigned)), body);
    }

    OcpiAnswer patch(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.readable(Side.PTP, KIND);
        Assignment known = withId(id.id()).stream()
                .filter(assigned -> assigned.terminalId().owner().equals(id.owner()))
                .filter(assigned -> isOpenTo(exchange.caller(), assigned))
                .findFirst()
                .orElseThrow(KIND::notFound);
        return patch(exchange, known, body);
    }

    private OcpiAnswer patch(OcpiExchange exchange, Assignment known, JsonBody body) {
        ObjectNode patch = body.object();
        PartyId customer = owns(exchange.caller(), known) || known.customer() != null
                ? asCustomer(exchange.caller(), known)
                : parties.acting(exchange, Role.CPO, customerIn(patch), KIND);
        return write(exchange, known, customer, id -> new PatchTerminal(id, patch, customer));
    }

    OcpiAnswer activate(OcpiExchange exchange, JsonBody body) {
        Caller caller = exchange.caller();
        if (caller.parties(Role.CPO).isEmpty()) {
            throw KIND.notFound();
        }
        Terminal wanted = body.valid(Terminal.class);
        PartyId addressed = parties.addressedPtp(exchange);
        PartyId ptp = addressed == null ? parties.onlyOwnPtp() : addressed;
        Assignment known = known(caller, ptp, wanted);
        PartyId customer = known != null && known.customer() != null
                ? known.customer()
                : parties.acting(exchange, Role.CPO, wanted.customer(), KIND);
        ReplicaId id = known == null ? activated(ptp, customer, wanted) : known.terminalId();
        WriteResult result =
                objects.send(exchange, customer, new ActivateTerminal(id, wanted, customer), WriteResult.class);
        return objects.shown(KIND, result, OcpiAnswer.empty());
    }

    OcpiAnswer deactivate(OcpiExchange exchange, ObjectId path) {
        Assignment known = named(exchange, path, assigned -> isTheirs(exchange.caller(), assigned));
        PartyId customer = asCustomer(exchange.caller(), known);
        return write(exchange, known, customer, id -> new DeactivateTerminal(id, customer));
    }

    private OcpiAnswer write(
            OcpiExchange exchange, Assignment known, @Nullable PartyId customer, Function<ReplicaId, Object> command) {
        ReplicaId id = known.terminalId();
        return objects.write(id, exchange, customer == null ? id.owner() : customer, command.apply(id));
    }

    /**
     * The terminal that an activation is about.
     *
     * @return null if it is about a new one
     * @throws Rejection if it is somebody else's, or the reference is that of several
     */
    private @Nullable Assignment known(Caller caller, PartyId ptp, Terminal wanted) {
        if (wanted.terminalId() != null) {
            Assignment known = withId(wanted.terminalId()).stream()
                    .filter(assigned -> assigned.terminalId().owner().equals(ptp))
                    .findFirst()
                    .orElse(null);
            if (known != null && known.customer() != null && !caller.speaksFor(known.customer(), Role.CPO)) {
                throw KIND.notFound();
            }
            return known;
        }
        CiString reference = reference(wanted);
        if (reference == null) {
            return null;
        }
        List<Assignment> known = queries.list(new FindTerminalsByReference(Side.PTP, ptp, reference), Assignment.class);
        List<Assignment> theirs = known.stream()
                .filter(assigned -> assigned.customer() != null && caller.speaksFor(assigned.customer(), Role.CPO))
                .toList();
        List<Assignment> candidates = !theirs.isEmpty()
                ? theirs
                : known.stream().filter(assigned -> assigned.customer() == null).toList();
        if (candidates.size() > 1) {
            throw Rejection.invalid("several terminals have that reference; terminal_id must name one");
        }
        return candidates.stream().findFirst().orElse(null);
    }

    private static ReplicaId activated(PartyId ptp, PartyId cpo, Terminal wanted) {
        if (wanted.terminalId() != null) {
            return new ReplicaId(Side.PTP, KIND, ptp, wanted.terminalId());
        }
        CiString reference = reference(wanted);
        return reference == null
                ? new ReplicaId(
                        Side.PTP, KIND, ptp, CiString.of(UUID.randomUUID().toString()))
                : PaymentIds.terminal(ptp, cpo, reference);
    }

    private static @Nullable CiString reference(Terminal wanted) {
        CiString reference = wanted.reference();
        return reference == null || reference.toString().isEmpty() ? null : reference;
    }

    /** The one terminal of that id which the caller may write; if several PTPs have one, OCPI-to-* must name one. */
    private Assignment named(OcpiExchange exchange, ObjectId path, Predicate<Assignment> writable) {
        List<Assignment> found =
                withId(path.readable(KIND)).stream().filter(writable).toList();
        return ObjectRequests.addressed(found, Assignment::terminalId, KIND, exchange, Rejection.Code.INVALID);
    }

    private List<Assignment> withId(CiString id) {
        return queries.list(new FindTerminalsById(Side.PTP, id), Assignment.class);
    }

    private static boolean owns(Caller caller, Assignment assigned) {
        return caller.speaksFor(assigned.terminalId().owner(), Role.PTP);
    }

    private static boolean isTheirs(Caller caller, Assignment assigned) {
        return owns(caller, assigned)
                || (assigned.customer() != null && caller.speaksFor(assigned.customer(), Role.CPO));
    }

    private static boolean isOpenTo(Caller caller, Assignment assigned) {
        return isTheirs(caller, assigned)
                || (assigned.customer() == null && !caller.parties(Role.CPO).isEmpty());
    }

    /** In which capacity the caller writes a terminal of its own: as its customer, or (null) as its owner. */
    private static @Nullable PartyId asCustomer(Caller caller, Assignment theirs) {
        return owns(caller, theirs) ? null : theirs.customer();
    }

    private static @Nullable PartyId customerIn(ObjectNode patch) {
        JsonNode country = patch.get("country_code");
        JsonNode party = patch.get("party_id");
        return country != null && country.isString() && party != null && party.isString()
                ? PartyId.of(country.asString(), party.asString())
                : null;
    }
}
