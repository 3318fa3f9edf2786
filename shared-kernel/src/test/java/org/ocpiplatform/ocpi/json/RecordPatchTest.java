package org.ocpiplatform.ocpi.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.ocpiplatform.ocpi.sessions.Sessions.aPeriod;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;

import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.SessionStatus;
import org.ocpiplatform.ocpi.types.Price;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

class RecordPatchTest {

    private static final RecordPatch<Session> PATCH =
            RecordPatch.of(MethodHandles.lookup(), Session.class, Map.of("charging_periods", RecordPatch.Merge.APPEND));

    @Test
    void namedFieldsAreReplacedAndTheOthersStay() {
        Session patched = PATCH.apply(
                aSession().withKwh("1.50").withTotalCost("0.60").build(),
                json("{\"kwh\":2.10,\"status\":\"COMPLETED\",\"last_updated\":\"2026-03-01T11:00:00Z\"}"));

        assertThat(patched)
                .isEqualTo(aSession()
                        .withKwh("2.10")
                        .withStatus(SessionStatus.COMPLETED)
                        .lastUpdated("2026-03-01T11:00:00Z")
                        .withTotalCost("0.60")
                        .build());
    }

    @Test
    void objectsAreReplacedAsAWholeAndNotMerged() {
        Session patched = PATCH.apply(aSession().build(), json("{\"cdr_token\":{\"uid\":\"OTHER\"}}"));

        assertThat(patched.cdrToken().uid()).hasToString("OTHER");
        assertThat(patched.cdrToken().party()).isEqualTo(new PartyId(null, null));
    }

    @Test
    void nullsAreIgnored() {
        Session session = aSession()
                .withTotalCost("0.60")
                .withPeriod("2026-03-01T10:00:00Z", "1.50")
                .withExtension("vehicle", "\"Zoe\"")
                .build();

        assertThat(PATCH.apply(
                        session, json("{\"kwh\":null,\"total_cost\":null,\"charging_periods\":null,\"vehicle\":null}")))
                .isEqualTo(session);
    }

    @Test
    void listsNamedForItAreAppendedTo() {
        Session session = aSession().withPeriod("2026-03-01T10:00:00Z", "1.50").build();
        ObjectNode patch = json("{}");
        patch.set(
                "charging_periods",
                aSession().withPeriod("2026-03-01T10:30:00Z", "0.25").json().get("charging_periods"));

        assertThat(PATCH.apply(session, patch).chargingPeriods())
                .containsExactly(aPeriod("2026-03-01T10:00:00Z", "1.50"), aPeriod("2026-03-01T10:30:00Z", "0.25"));
        assertThat(session.chargingPeriods()).hasSize(1);
    }

    @Test
    void listsNotNamedForItAreReplaced() {
        RecordPatch<Price> prices = RecordPatch.of(MethodHandles.lookup(), Price.class, Map.of());
        Price price = OcpiJson.mapper()
                .readValue("{\"before_taxes\":1,\"taxes\":[{\"name\":\"BTW\",\"amount\":0.21}]}", Price.class);

        assertThat(prices.apply(price, json("{\"taxes\":[{\"name\":\"MwSt\",\"amount\":0.19}]}"))
                        .taxes())
                .extracting("name")
                .containsExactly("MwSt");
        assertThat(prices.apply(price, json("{\"taxes\":[]}")).taxes()).isEmpty();
    }

    @Test
    void unknownFieldsAreMergedByName() {
        Session session = aSession()
                .withExtension("vehicle", "\"Zoe\"")
                .withExtension("green", "true")
                .build();

        Session patched = PATCH.apply(session, json("{\"vehicle\":{\"model\":\"Ioniq\"},\"bay\":7.50}"));

        assertThat(patched)
                .isEqualTo(aSession()
                        .withExtension("vehicle", "{\"model\":\"Ioniq\"}")
                        .withExtension("green", "true")
                        .withExtension("bay", "7.50")
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"extensions", "", "owner"})
    void unknownFieldsMayBearAnyName(String name) {
        Session patched = PATCH.apply(aSession().build(), json("{\"" + name + "\":{\"a\":1}}"));

        assertThat(patched.extensions()).isEqualTo(Map.of(name, json("{\"a\":1}")));
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(PATCH.apply(aSession().build(), json("{\"kwh\":2.100}")).kwh())
                .isEqualTo(new BigDecimal("2.100"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kwh\":\"5\"} | kwh",
                "{\"kwh\":1e1000000} | kwh",
                "{\"status\":\"CHARGING\"} | status",
                "{\"status\":0} | status",
                "{\"last_updated\":\"2026-03-01T10:00:00+00:00\"} | last_updated",
                "{\"meter_id\":5} | meter_id",
                "{\"cdr_token\":\"U1\"} | cdr_token",
                "{\"cdr_token\":{\"uid\":5}} | cdr_token.uid",
                "{\"charging_periods\":{}} | charging_periods",
                "{\"charging_periods\":[{\"dimensions\":[{\"volume\":\"1\"}]}]} | charging_periods[0].dimensions[0].volume"
            })
    void aFieldOfAnotherTypeIsNamedByItsPath(String patch, String path) {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> PATCH.apply(aSession().build(), json(patch)))
                .satisfies(e -> assertThat(JsonPaths.of(e)).isEqualTo(path));
    }

    @Test
    void fieldsThatThePatchLeavesOutAreTakenOverAsTheyAre() {
        Session session = aSession().withPeriod("2026-03-01T10:00:00Z", "1.50").build();

        Session patched = PATCH.apply(session, json("{\"kwh\":2}"));

        assertThat(patched.cdrToken()).isSameAs(session.cdrToken());
        assertThat(patched.chargingPeriods().getFirst())
                .isSameAs(session.chargingPeriods().getFirst());
    }

    @Test
    void aNormalPatchHasNoNulls() {
        ObjectNode patch = json("{\"kwh\":1.10,\"meter_id\":null,\"vehicle\":null,\"cdr_token\":{\"uid\":null}}");

        assertThat(RecordPatch.normalise(patch)).isEqualTo(json("{\"kwh\":1.10,\"cdr_token\":{\"uid\":null}}"));
        assertThat(patch.has("meter_id")).isTrue();
    }

    @Test
    void aRecordWithoutRoomForUnknownFieldsIsNotPatched() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordPatch.of(MethodHandles.lookup(), PartyId.class, Map.of()))
                .withMessageContaining("unknown fields");
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) OcpiJson.mapper().readTree(text);
    }
}
