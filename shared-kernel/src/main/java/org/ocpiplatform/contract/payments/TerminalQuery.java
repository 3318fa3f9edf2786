package org.ocpiplatform.contract.payments;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;

/**
 * What can be asked about terminals whoever asks; both are answered by {@link Assignment}s. A CPO may lay its hand on a
 * terminal that it cannot see, as long as nobody else has it, so whoever asks decides what the caller is told.
 */
public sealed interface TerminalQuery {

    /** The terminals with an id, whoever owns them. */
    record FindTerminalsById(Side side, CiString id) implements TerminalQuery {}

    /** The terminals of a PTP with a reference, such as a serial number. */
    record FindTerminalsByReference(Side side, PartyId owner, CiString reference) implements TerminalQuery {}

    /**
     * Whose a terminal is.
     *
     * @param customer the CPO that it is assigned to
     */
    record Assignment(ReplicaId terminalId, @Nullable PartyId customer) {}
}
