package org.ocpiplatform.contract.payments;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalActivated;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalDeactivated;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalPatched;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalReplaced;
import org.ocpiplatform.ocpi.json.RecordPatch;
import org.ocpiplatform.ocpi.payments.Terminal;
import tools.jackson.databind.node.ObjectNode;

/** The state of a Terminal after its events; the aggregate, the projector and the audit all use this one fold. */
public final class TerminalFold {

    private static final RecordPatch<Terminal> PATCH = RecordPatch.of(MethodHandles.lookup(), Terminal.class, Map.of());

    private TerminalFold() {}

    /**
     * The terminal after one more event.
     *
     * @param current the terminal before it; null before the first
     */
    public static TerminalState apply(@Nullable TerminalState current, TerminalEvent event) {
        return switch (event) {
            case TerminalReplaced replaced -> changed(current, replaced.terminal());
            case TerminalPatched patched -> {
                TerminalState before = existing(current, event);
                yield changed(before, patch(before.terminal(), patched.patch()));
            }
            case TerminalActivated activated ->
                new TerminalState(patch(existing(current, event).terminal(), activated.patch()), false);
            case TerminalDeactivated deactivated ->
                new TerminalState(
                        existing(current, event)
                                .terminal()
                                .withoutLocations()
                                .withLastUpdated(deactivated.lastUpdated()),
                        true);
        };
    }

    /** The terminal with the fields of a patch; not validated. */
    public static Terminal patch(Terminal current, ObjectNode patch) {
        return PATCH.apply(current, patch);
    }

    /** Other fields say nothing about being in use, but whoever enables it somewhere has it in use. */
    private static TerminalState changed(@Nullable TerminalState before, Terminal next) {
        return new TerminalState(next, before != null && before.deactivated() && !next.enabledSomewhere());
    }

    private static TerminalState existing(@Nullable TerminalState current, TerminalEvent event) {
        if (current == null) {
            throw new IllegalStateException(event.terminalId() + " begins with " + event);
        }
        return current;
    }
}
