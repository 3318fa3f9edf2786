package org.ocpiplatform.write.payments;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.payments.TerminalCommand.ActivateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.CreateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.DeactivateTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.PatchTerminal;
import org.ocpiplatform.contract.payments.TerminalCommand.PutTerminal;
import org.ocpiplatform.contract.payments.TerminalEvent;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalActivated;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalDeactivated;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalPatched;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalReplaced;
import org.ocpiplatform.contract.payments.TerminalFold;
import org.ocpiplatform.contract.payments.TerminalState;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.json.RecordPatch;
import org.ocpiplatform.ocpi.payments.Terminal;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Writes;
import tools.jackson.databind.node.ObjectNode;

/** When a Terminal may change, and by whom (OCPI 2.3.0, chapter Payments). */
final class TerminalRules {

    private static final String TERMINAL_ID = "terminal_id";
    private static final String COUNTRY_CODE = "country_code";
    private static final String PARTY_ID = "party_id";
    private static final String LAST_UPDATED = "last_updated";

    private TerminalRules() {}

    static List<TerminalEvent> create(@Nullable TerminalState current, CreateTerminal command, Instant now) {
        Terminal incoming = identified(command.terminalId(), command.terminal());
        if (current == null) {
            return created(command.terminalId(), incoming, now);
        }
        if (!isAlready(current.terminal(), incoming)) {
            throw Rejection.invalid("the terminal exists already, with other content");
        }
        return List.of();
    }

    static List<TerminalEvent> put(@Nullable TerminalState current, PutTerminal command, Instant now) {
        ReplicaId id = command.terminalId();
        Terminal incoming = identified(id, command.terminal());
        if (current == null) {
            // Only the PTP makes terminals; to the CPO side it pushes what it has made.
            if (id.side() == Side.PTP) {
                throw id.kind().notFound();
            }
            return created(id, incoming, now);
        }
        if (command.customer() != null) {
            requireCustomer(current, id, command.customer());
            incoming = keptBy(command.customer(), incoming);
        }
        if (isAlready(current.terminal(), incoming)) {
            return List.of();
        }
        Instant stored = lastUpdated(current.terminal());
        if (incoming.lastUpdated() == null) {
            incoming = incoming.withLastUpdated(later(stored, now));
        }
        Writes.refuseStale(stored, lastUpdated(incoming));
        return List.of(new TerminalReplaced(id, incoming));
    }

    static List<TerminalEvent> patch(@Nullable TerminalState current, PatchTerminal command, Instant now) {
        ReplicaId id = command.terminalId();
        TerminalState known = Writes.existing(current, id);
        return applied(known, id, RecordPatch.normalise(command.patch()), command.customer(), now, false)
                .<List<TerminalEvent>>map(patch -> List.of(new TerminalPatched(id, patch)))
                .orElse(List.of());
    }

    static List<TerminalEvent> activate(@Nullable TerminalState current, ActivateTerminal command, Instant now) {
        ReplicaId id = command.terminalId();
        Terminal wanted = identified(id, command.terminal());
        if (current == null) {
            return created(id, keptBy(command.customer(), wanted), now);
        }
        ObjectNode given = OcpiJson.mapper().valueToTree(wanted);
        given.remove(TERMINAL_ID);
        return applied(current, id, RecordPatch.normalise(given), command.customer(), now, current.deactivated())
                .<List<TerminalEvent>>map(patch -> List.of(new TerminalActivated(id, patch)))
                .orElse(List.of());
    }

    static List<TerminalEvent> deactivate(@Nullable TerminalState current, DeactivateTerminal command, Instant now) {
        ReplicaId id = command.terminalId();
        TerminalState known = Writes.existing(current, id);
        if (command.customer() != null) {
            requireCustomer(known, id, command.customer());
        }
        return known.deactivated()
                ? List.of()
                : List.of(new TerminalDeactivated(id, later(lastUpdated(known.terminal()), now)));
    }

    private static List<TerminalEvent> created(ReplicaId id, Terminal incoming, Instant now) {
        Writes.refuseReservedId(id);
        return List.of(new TerminalReplaced(
                id, incoming.lastUpdated() == null ? incoming.withLastUpdated(millis(now)) : incoming));
    }

    /**
     * The patch as it is to be stored; none if it changes nothing.
     *
     * @param patch is completed in place
     * @param customer the CPO that asks; null if it is the owner
     * @param always whether to apply it although the fields stay as they are
     */
    private static Optional<ObjectNode> applied(
            TerminalState current,
            ReplicaId id,
            ObjectNode patch,
            @Nullable PartyId customer,
            Instant now,
            boolean always) {
        Terminal stored = current.terminal();
        if (customer != null) {
            if (stored.customer() != null) {
                requireCustomer(current, id, customer);
            } else {
                putIfAbsent(patch, COUNTRY_CODE, customer.countryCode());
                putIfAbsent(patch, PARTY_ID, customer.partyId());
            }
        }
        Terminal next = identified(id, TerminalFold.patch(stored, patch));
        if (customer != null) {
            keptBy(customer, next);
        }
        if (!always && next.equals(stored)) {
            return Optional.empty();
        }
        if (patch.has(LAST_UPDATED)) {
            Writes.refuseStale(lastUpdated(stored), lastUpdated(next));
        } else {
            patch.put(LAST_UPDATED, OcpiDateTime.format(later(lastUpdated(stored), now)));
        }
        return Optional.of(patch);
    }

    private static void putIfAbsent(ObjectNode patch, String field, CiString value) {
        if (!patch.has(field)) {
            patch.put(field, value.toString());
        }
    }

    /** The valid terminal with the id that its URL gives it. */
    private static Terminal identified(ReplicaId id, Terminal terminal) {
        Terminal valid = Validation.valid(terminal);
        if (valid.terminalId() == null) {
            return valid.withTerminalId(id.id());
        }
        Writes.requireSame(TERMINAL_ID, id.id(), valid.terminalId());
        return valid;
    }

    /** The terminal as the CPO that writes it means it: it may leave itself out, but cannot name anybody else. */
    private static Terminal keptBy(PartyId customer, Terminal terminal) {
        PartyId named = terminal.customer();
        if (named == null) {
            return terminal.withCustomer(customer);
        }
        if (!named.equals(customer)) {
            throw Rejection.invalid("country_code and party_id " + named + " are not those of the CPO that asks");
        }
        return terminal;
    }

    private static void requireCustomer(TerminalState current, ReplicaId id, PartyId customer) {
        if (!customer.equals(current.terminal().customer())) {
            throw id.kind().notFound();
        }
    }

    /** Whether a write says nothing new; one without {@code last_updated} says nothing of when. */
    private static boolean isAlready(Terminal stored, Terminal incoming) {
        return stored.equals(incoming.lastUpdated() == null ? incoming.withLastUpdated(lastUpdated(stored)) : incoming);
    }

    private static Instant lastUpdated(Terminal stored) {
        return Objects.requireNonNull(stored.lastUpdated(), "a terminal is stored with last_updated");
    }

    private static Instant later(Instant stored, Instant now) {
        return now.isBefore(stored) ? stored : millis(now);
    }

    private static Instant millis(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }
}
