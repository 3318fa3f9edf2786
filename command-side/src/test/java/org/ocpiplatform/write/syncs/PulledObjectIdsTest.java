package org.ocpiplatform.write.syncs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.syncs.SyncPlan;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** What a refused object is called. */
class PulledObjectIdsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "LOCATIONS | {\"id\":\"Loc 1\"} | Loc 1",
                "LOCATIONS | {\"id\":{}} |",
                "TERMINALS | {\"terminal_id\":\"T\"} | T",
                "CLIENT_INFOS | {\"country_code\":\"NL\",\"party_id\":\"TNM\"} | NL-TNM",
                "TOKENS | {\"country_code\":\"nl\",\"party_id\":\"TNM\",\"uid\":\"04a2\",\"type\":\"RFID\"} |"
                        + " cpo:tokens:NL:TNM:RFID:04A2",
                "TOKENS | {\"country_code\":\"NL\",\"party_id\":\"TNM\",\"uid\":\"04A2\"} |",
                "TOKENS | {\"party_id\":\"TNM\",\"uid\":\"04A2\",\"type\":\"RFID\"} |",
                "TOKENS | {\"country_code\":\"NL\",\"party_id\":\"TNM\",\"uid\":null,\"type\":\"RFID\"} |",
                "TOKENS | \"04A2\" |"
            })
    void itIsCalledByItsIdAndATokenByAllThatIdentifiesIt(SyncPlan list, String object, String id) {
        assertThat(PulledObjects.id(list, OcpiJson.mapper().readTree(object))).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"a:b, 04:A2, RFID", "NL, 04A2, other type"})
    void whateverATokenIsMadeOfItsIdIsRead(String country, String uid, String type) {
        String id = PulledObjects.id(
                SyncPlan.TOKENS,
                OcpiJson.mapper()
                        .createObjectNode()
                        .put("country_code", country)
                        .put("party_id", "TNM")
                        .put("uid", uid)
                        .put("type", type));

        assertThat(ReplicaId.parse(id)).hasToString(id);
        assertThat(id).endsWith(":" + uid);
    }
}
