package org.ocpiplatform.contract.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.ocpiplatform.ocpi.payments.Terminals.aTerminal;

import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalActivated;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalDeactivated;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalPatched;
import org.ocpiplatform.contract.payments.TerminalEvent.TerminalReplaced;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.payments.Terminal;
import tools.jackson.databind.node.ObjectNode;

class TerminalFoldTest {

    private static final ReplicaId ID = ReplicaId.parse("ptp:terminals:DE:PAY:TERM-1");
    private static final String LATER = "2026-02-02T08:00:00Z";

    @Test
    void aPatchChangesTheFieldsItNames() {
        TerminalState before = new TerminalState(aTerminal().build(), false);

        TerminalState after = TerminalFold.apply(
                before, new TerminalPatched(ID, json("{\"evse_uids\":[\"E1\"],\"last_updated\":\"" + LATER + "\"}")));

        assertThat(after)
                .isEqualTo(new TerminalState(
                        aTerminal().withEvseUids("E1").lastUpdated(LATER).build(), false));
    }

    @Test
    void aDeactivatedTerminalIsEnabledNowhereAndStaysItsCustomers() {
        TerminalState before = new TerminalState(aTerminal().withEvseUids("E1").build(), false);

        assertThat(deactivated(before))
                .isEqualTo(new TerminalState(
                        aTerminal()
                                .withLocationIds()
                                .withEvseUids()
                                .lastUpdated(LATER)
                                .build(),
                        true));
    }

    @Test
    void activationEndsADeactivation() {
        TerminalState off = deactivated(new TerminalState(aTerminal().build(), false));

        assertThat(TerminalFold.apply(off, new TerminalActivated(ID, json("{}")))
                        .deactivated())
                .isFalse();
    }

    @Test
    void enablingItSomewhereEndsADeactivationAndOtherFieldsDoNot() {
        TerminalState off = deactivated(new TerminalState(aTerminal().build(), false));
        Terminal nowhere = aTerminal().withLocationIds().build();

        assertThat(TerminalFold.apply(off, new TerminalPatched(ID, json("{\"city\":\"Zeist\"}")))
                        .deactivated())
                .isTrue();
        assertThat(TerminalFold.apply(off, new TerminalReplaced(ID, nowhere)).deactivated())
                .isTrue();
        assertThat(TerminalFold.apply(off, new TerminalPatched(ID, json("{\"evse_uids\":[\"E1\"]}")))
                        .deactivated())
                .isFalse();
        assertThat(TerminalFold.apply(off, new TerminalReplaced(ID, aTerminal().build()))
                        .deactivated())
                .isFalse();
    }

    @Test
    void noHistoryBeginsWithAChange() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TerminalFold.apply(null, new TerminalPatched(ID, json("{}"))))
                .withMessageContaining("TERM-1");
    }

    private static TerminalState deactivated(TerminalState before) {
        return TerminalFold.apply(before, new TerminalDeactivated(ID, OcpiDateTime.parse(LATER)));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) OcpiJson.mapper().readTree(text);
    }
}
