package org.ocpiplatform.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.exc.MismatchedInputException;

class RoleTest {

    @ParameterizedTest
    @EnumSource
    void isReadAndWrittenByItsName(Role role) {
        assertThat(read("\"" + role.name() + "\"")).isEqualTo(role);
        assertThat(OcpiJson.mapper().writeValueAsString(role)).isEqualTo("\"" + role.name() + "\"");
    }

    @Test
    void hubOfOlderPeersIsReadAsOther() {
        assertThat(read("\"HUB\"")).isEqualTo(Role.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"cpo\"", "\" CPO\"", "\"EVSP\"", "\"\"", "\"0\"", "0", "true"})
    void anythingElseIsRefused(String json) {
        assertThatExceptionOfType(MismatchedInputException.class).isThrownBy(() -> read(json));
    }

    private static Role read(String json) {
        return OcpiJson.mapper().readValue(json, Role.class);
    }
}
