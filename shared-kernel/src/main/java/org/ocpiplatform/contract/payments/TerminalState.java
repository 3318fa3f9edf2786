package org.ocpiplatform.contract.payments;

import org.ocpiplatform.ocpi.payments.Terminal;

/**
 * A Terminal after its events.
 *
 * @param terminal as partners are given it
 * @param deactivated whether it was taken out of use and neither activated nor enabled anywhere since then
 */
public record TerminalState(Terminal terminal, boolean deactivated) {}
