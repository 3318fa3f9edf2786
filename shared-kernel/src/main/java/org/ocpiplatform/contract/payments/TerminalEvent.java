package org.ocpiplatform.contract.payments;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.payments.Terminal;
import tools.jackson.databind.node.ObjectNode;

/** What happened to a Terminal. */
public sealed interface TerminalEvent {

    /** The terminal it happened to. */
    ReplicaId terminalId();

    /**
     * The terminal was created, or replaced as a whole.
     *
     * @param terminal with its id and {@code last_updated}, whoever gave them
     */
    @Revision("1")
    @StoredType("terminals.replaced")
    record TerminalReplaced(ReplicaId terminalId, Terminal terminal) implements TerminalEvent {}

    /**
     * Fields of the terminal were changed.
     *
     * @param patch the fields as they were applied, without nulls: with {@code last_updated}, and with the customer if
     *     the patch made somebody that
     */
    @Revision("1")
    @StoredType("terminals.patched")
    record TerminalPatched(ReplicaId terminalId, ObjectNode patch) implements TerminalEvent {}

    /**
     * The terminal, which was known, was taken into use.
     *
     * @param patch like that of {@link TerminalPatched}
     */
    @Revision("1")
    @StoredType("terminals.activated")
    record TerminalActivated(ReplicaId terminalId, ObjectNode patch) implements TerminalEvent {}

    /** The terminal was taken out of use: it is enabled nowhere any more. */
    @Revision("1")
    @StoredType("terminals.deactivated")
    record TerminalDeactivated(ReplicaId terminalId, Instant lastUpdated) implements TerminalEvent {}
}
