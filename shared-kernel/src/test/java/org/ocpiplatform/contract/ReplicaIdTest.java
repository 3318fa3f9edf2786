package org.ocpiplatform.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;

class ReplicaIdTest {

    @Test
    void textNamesSideModuleOwnerAndIdInUpperCase() {
        assertThat(sessionId("nl", "tnm", "s-1a")).hasToString("emsp:sessions:NL:TNM:S-1A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"S1", "s1", "a:b", ":", "::a:", "a/b", "50%", "a%3Ab", "%25", "#NA", "with blank", "~"})
    void isReadBackFromItsText(String id) {
        ReplicaId sessionId = sessionId("NL", "TNM", id);

        assertThat(ReplicaId.parse(sessionId.toString())).isEqualTo(sessionId);
    }

    @Test
    void isAJsonString() {
        ReplicaId sessionId = sessionId("NL", "TNM", "a:b/c%d");

        String json = OcpiJson.mapper().writeValueAsString(sessionId);

        assertThat(json).isEqualTo("\"emsp:sessions:NL:TNM:A:B/C%D\"");
        assertThat(OcpiJson.mapper().readValue(json, ReplicaId.class)).isEqualTo(sessionId);
    }

    @Test
    void otherSpellingsAreTheSameSession() {
        assertThat(sessionId("nl", "Tnm", "s1")).isEqualTo(sessionId("NL", "TNM", "S1"));
    }

    @Test
    void theSameSessionOnAnotherSideIsAnother() {
        ReplicaId atCpo = new ReplicaId(Side.CPO, ObjectKind.SESSION, PartyId.of("NL", "TNM"), CiString.of("S1"));

        assertThat(atCpo.toString()).isNotEqualTo(sessionId("NL", "TNM", "S1").toString());
    }

    @Test
    void noOwnerCanTakeAnothersTextByAColonInItsPartyId() {
        assertThat(sessionId("NL", "A:B", "C").toString())
                .isNotEqualTo(sessionId("NL", "A", "B:C").toString());
        assertThat(ReplicaId.parse(sessionId("N:", "A:B", "C").toString())).isEqualTo(sessionId("N:", "A:B", "C"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S1", "emsp:sessions:NL:TNM", "emsp:places:NL:TNM:S1", "hub:sessions:NL:TNM:S1"})
    void otherTextIsNoReplicaId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReplicaId.parse(text));
    }

    private static ReplicaId sessionId(String countryCode, String partyId, String id) {
        return new ReplicaId(Side.EMSP, ObjectKind.SESSION, PartyId.of(countryCode, partyId), CiString.of(id));
    }
}
