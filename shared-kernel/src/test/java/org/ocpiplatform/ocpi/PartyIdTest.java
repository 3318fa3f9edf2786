package org.ocpiplatform.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartyIdTest {

    @Test
    void keyIsUpperCased() {
        assertThat(PartyId.of("nl", "tnm").key()).isEqualTo("NL:TNM");
    }

    @ParameterizedTest
    @CsvSource({"NL, TNM", "nl, tnm", "N:, A:B", "'::', ':'", "%3, A%3", "%%, 25%"})
    void isReadBackFromItsKey(String countryCode, String partyId) {
        PartyId party = PartyId.of(countryCode, partyId);

        assertThat(PartyId.parse(party.key())).isEqualTo(party);
    }

    @Test
    void partiesDoNotShareAKeyByAColonInTheirCodes() {
        assertThat(PartyId.of("N:", "A").key())
                .isNotEqualTo(PartyId.of("N", ":A").key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NL", "NL:TNM:S1"})
    void otherTextIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PartyId.parse(text));
    }

    @Test
    void readsAsTheEvseIdsOfItsOperator() {
        assertThat(PartyId.of("NL", "TNM")).hasToString("NL-TNM");
    }
}
