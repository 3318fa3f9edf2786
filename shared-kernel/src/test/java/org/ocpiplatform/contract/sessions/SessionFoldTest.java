package org.ocpiplatform.contract.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.sessions.SessionEvent.ChargingPreferencesAccepted;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.types.ProfileType;
import tools.jackson.databind.node.ObjectNode;

class SessionFoldTest {

    private static final ReplicaId ID = ReplicaId.parse("emsp:sessions:NL:TNM:S1");

    @Test
    void aReplacementIsTheWholeNewState() {
        Session before = aSession()
                .withMeterId("M1")
                .withPeriod("2026-03-01T10:00:00Z", "1")
                .withExtension("vehicle", "\"Zoe\"")
                .build();
        Session after = aSession().withMeterId(null).build();

        assertThat(SessionFold.apply(null, new SessionReplaced(ID, before))).isEqualTo(before);
        assertThat(SessionFold.apply(before, new SessionReplaced(ID, after))).isEqualTo(after);
    }

    @Test
    void aPatchReplacesFieldsAndAppendsChargingPeriods() {
        Session before = aSession()
                .withKwh("1.00")
                .withPeriod("2026-03-01T10:00:00Z", "1.00")
                .build();
        ObjectNode patch = (ObjectNode) OcpiJson.mapper().readTree("{\"kwh\":1.50}");
        patch.set(
                "charging_periods",
                aSession().withPeriod("2026-03-01T10:15:00Z", "0.50").json().get("charging_periods"));

        assertThat(SessionFold.apply(before, new SessionPatched(ID, patch)))
                .isEqualTo(aSession()
                        .withKwh("1.50")
                        .withPeriod("2026-03-01T10:00:00Z", "1.00")
                        .withPeriod("2026-03-01T10:15:00Z", "0.50")
                        .build());
    }

    @Test
    void acceptedPreferencesLeaveTheSessionAsItIs() {
        Session session = aSession().build();

        assertThat(SessionFold.apply(session, preferencesAccepted())).isSameAs(session);
    }

    @Test
    void aHistoryBeginsWithAReplacement() {
        ObjectNode patch = OcpiJson.mapper().createObjectNode();

        assertThatIllegalStateException().isThrownBy(() -> SessionFold.apply(null, new SessionPatched(ID, patch)));
        assertThatIllegalStateException().isThrownBy(() -> SessionFold.apply(null, preferencesAccepted()));
    }

    private static SessionEvent preferencesAccepted() {
        return new ChargingPreferencesAccepted(
                ID, new ChargingPreferences(ProfileType.REGULAR, null, null, null, Map.of()));
    }
}
