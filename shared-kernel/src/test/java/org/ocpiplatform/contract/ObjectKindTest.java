package org.ocpiplatform.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.ocpi.CiString;

class ObjectKindTest {

    @ParameterizedTest
    @EnumSource(ObjectKind.class)
    void isFoundByItsSegment(ObjectKind kind) {
        assertThat(ObjectKind.of(kind.segment())).isEqualTo(kind);
        assertThat(kind.segment()).doesNotContain(":");
    }

    @ParameterizedTest
    @CsvSource({
        "LOCATION, NL, true",
        "LOCATION, nl, true",
        "LOCATION, N1, false",
        "LOCATION, NLD, false",
        "LOCATION, activate, false",
        "TERMINAL, activate, true",
        "TERMINAL, Activate, true",
        "TERMINAL, de, true",
        "FINANCIAL_ADVICE_CONFIRMATION, de, true",
        "BOOKING, booking_locations, true",
        "BOOKING, NL, false",
        "SESSION, NL, false",
        "TARIFF, NL, false"
    })
    void keepsIdsThatPathsNeed(ObjectKind kind, String id, boolean reserved) {
        assertThat(kind.reserves(CiString.of(id))).isEqualTo(reserved);
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(ObjectKind.LOCATION.notFound().code()).isEqualTo(Rejection.Code.LOCATION_NOT_FOUND);
        assertThat(ObjectKind.TOKEN.notFound().code()).isEqualTo(Rejection.Code.TOKEN_NOT_FOUND);
        assertThat(ObjectKind.CDR.notFound().code()).isEqualTo(Rejection.Code.NOT_FOUND);
        assertThat(ObjectKind.CDR.notFound()).hasMessage("CDR is unknown");
    }
}
