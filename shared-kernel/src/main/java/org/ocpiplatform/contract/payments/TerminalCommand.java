package org.ocpiplatform.contract.payments;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.payments.Terminal;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be asked of a Terminal; every command is answered by a {@link org.ocpiplatform.contract.WriteResult}. The
 * owner of the {@link #terminalId()} is the PTP. Without a {@code last_updated} the moment of the command is taken,
 * and a repeat of what is already so changes nothing.
 *
 * <p>A command with a {@code customer} is that CPO's and not the owner's. Only the terminal itself knows at the moment
 * of the write whose it is, so for anybody else's terminal it is refused there as unknown.
 */
public sealed interface TerminalCommand {

    /** The terminal that is meant. */
    ReplicaId terminalId();

    /**
     * Creates a terminal; the owner's.
     *
     * @param terminal a valid object, whole; its id may be left out
     */
    record CreateTerminal(@TargetAggregateIdentifier ReplicaId terminalId, Terminal terminal)
            implements TerminalCommand {}

    /**
     * Replaces a terminal. On the CPO side, where the owner pushes it, also creates it.
     *
     * @param terminal a valid object, whole; its id may be left out, and by the customer itself the customer
     * @param customer the CPO that asks; null if it is the owner
     */
    record PutTerminal(
            @TargetAggregateIdentifier ReplicaId terminalId,
            Terminal terminal,
            @Nullable PartyId customer) implements TerminalCommand {}

    /**
     * Changes fields of a terminal.
     *
     * @param patch the fields to change
     * @param customer the CPO that asks, which becomes the customer of a terminal that has none; null if it is the
     *     owner
     */
    record PatchTerminal(
            @TargetAggregateIdentifier ReplicaId terminalId,
            ObjectNode patch,
            @Nullable PartyId customer) implements TerminalCommand {}

    /**
     * Takes a terminal into use for a CPO: one that is known gets the given fields and is that CPO's from now on, one
     * that is not is created.
     *
     * @param terminal a valid object, in which every field may be left out
     * @param customer the CPO that asks
     */
    record ActivateTerminal(@TargetAggregateIdentifier ReplicaId terminalId, Terminal terminal, PartyId customer)
            implements TerminalCommand {}

    /**
     * Takes a terminal out of use. OCPI leaves open what becomes of it: here it is no longer enabled anywhere, so its
     * {@code location_ids} and {@code evse_uids} are emptied, and it stays its customer's, who may activate it again.
     *
     * @param customer the CPO that asks; null if it is the owner
     */
    record DeactivateTerminal(
            @TargetAggregateIdentifier ReplicaId terminalId,
            @Nullable PartyId customer) implements TerminalCommand {}
}
