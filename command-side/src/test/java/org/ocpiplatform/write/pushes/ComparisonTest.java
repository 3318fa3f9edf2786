package org.ocpiplatform.write.pushes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;

import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ComparisonTest {

    private final ObjectNode ours = aSession().withKwh("1.50").json();

    @Test
    void otherSpellingsAreTheSame() {
        JsonNode theirs = OcpiJson.mapper()
                .readTree(ours.toString()
                        .replace("1.50", "1.5000")
                        .replace("\"country_code\":\"NL\"", "\"country_code\":\"nl\"")
                        .replaceFirst("\\{", "{\"charging_periods\":[],\"total_cost\":null,"));
        assertThat(same(theirs)).isTrue();
    }

    @Test
    void otherValuesAreNot() {
        assertThat(same(ours.deepCopy().put("kwh", 2))).isFalse();
        ObjectNode lacking = ours.deepCopy();
        lacking.remove("meter_id");
        assertThat(same(lacking)).isFalse();
        assertThat(same(ours.deepCopy().put("meter_id", "another"))).isFalse();
    }

    @Test
    void whatWasErasedHereIsAsThePartnerHasIt() {
        JsonNode theirs = ours.deepCopy();
        String placeholder = "erased-0123456789abcdef01234567";
        ((ObjectNode) ours.get("cdr_token")).put("uid", placeholder).put("contract_id", placeholder);
        assertThat(same(theirs)).isTrue();
        assertThat(same(((ObjectNode) theirs.deepCopy()).put("meter_id", "another")))
                .isFalse();
        assertThat(same(OcpiJson.mapper().readTree("{}"))).isFalse();
    }

    @Test
    void whatIsNoSuchObjectIsNot() {
        assertThat(same(OcpiJson.mapper().readTree("[]"))).isFalse();
        assertThat(same(OcpiJson.mapper().readTree("{\"status\":\"NO SUCH\"}"))).isFalse();
    }

    private boolean same(JsonNode theirs) {
        return Comparison.same(ObjectKind.SESSION, ours.toString(), theirs);
    }
}
