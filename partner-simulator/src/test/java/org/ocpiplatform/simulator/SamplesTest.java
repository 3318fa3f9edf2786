package org.ocpiplatform.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.validation.Invalid;

class SamplesTest {

    private static final PartyId OWNER = PartyId.of("NL", "SIM");
    private static final PartyId DRIVER = PartyId.of("DE", "EMS");

    @ParameterizedTest
    @EnumSource(names = {"LOCATIONS", "TARIFFS", "TOKENS", "SESSIONS", "CDRS"})
    void areValidAndDifferent(DataModule module) {
        var samples = Samples.of(module, OWNER, DRIVER, 12);

        samples.forEach(module::check);
        assertThat(new HashSet<>(samples.stream().map(module::segments).toList()))
                .hasSize(12)
                .allSatisfy(segments -> assertThat(segments).hasSize(3).startsWith("NL", "SIM"));
    }

    @Test
    void ofSessionsCarryTheDriversToken() {
        assertThat(Samples.of(DataModule.SESSIONS, OWNER, DRIVER, 1).getFirst().at("/cdr_token/party_id"))
                .hasToString("\"EMS\"");
    }

    @Test
    void thatWereBrokenAreNotValid() {
        var sample = Samples.of(DataModule.LOCATIONS, OWNER, DRIVER, 1).getFirst();
        sample.remove("city");

        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> DataModule.LOCATIONS.check(sample))
                .withMessageContaining("city");
    }
}
