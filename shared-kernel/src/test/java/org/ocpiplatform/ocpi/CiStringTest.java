package org.ocpiplatform.ocpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.ocpi.json.OcpiJson;

class CiStringTest {

    @Test
    void isEqualToAnotherSpellingOfItself() {
        assertThat(CiString.of("Nl-Tnm-E1"))
                .isEqualTo(CiString.of("nl-TNM-e1"))
                .hasSameHashCodeAs(CiString.of("nl-TNM-e1"))
                .isEqualByComparingTo(CiString.of("nl-TNM-e1"));
    }

    @Test
    void differsFromOtherTextAndOtherTypes() {
        assertThat(CiString.of("S1")).isNotEqualTo(CiString.of("S2")).isNotEqualTo("S1");
    }

    @Test
    void isOrderedWithoutRegardToCase() {
        assertThat(CiString.of("a")).isLessThan(CiString.of("B"));
        assertThat(CiString.of("b")).isGreaterThan(CiString.of("A"));
    }

    @Test
    void keyIsUpperCased() {
        assertThat(CiString.of("nl-Tnm").key()).isEqualTo("NL-TNM");
    }

    @Test
    void keyDoesNotFollowTheLocaleOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(CiString.of("id").key()).isEqualTo("ID");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void keepsItsSpellingInTextAndJson() {
        CiString value = OcpiJson.mapper().readValue("\"nL-tNm\"", CiString.class);

        assertThat(value).hasToString("nL-tNm");
        assertThat(OcpiJson.mapper().writeValueAsString(value)).isEqualTo("\"nL-tNm\"");
    }
}
