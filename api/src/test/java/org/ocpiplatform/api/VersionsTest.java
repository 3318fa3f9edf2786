package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 1 and 2 of the routes. */
class VersionsTest extends OcpiTest {

    @ParameterizedTest
    @ValueSource(strings = {"/ocpi/versions", "/ocpi/versions/"})
    void oneVersion(String path) {
        assertThat(perform(get("cpo-token", path)))
                .bodyText()
                .startsWith(
                        "{\"data\":[{\"version\":\"2.3.0\",\"url\":\"https://ocpi.example.com/ocpi/2.3.0/details\"}]");
    }

    @Test
    void detailsListEveryInterface() {
        assertThat(perform(get("emsp-token", "/ocpi/2.3.0/details")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"data": {"version": "2.3.0", "endpoints": [
                          {"identifier": "sessions", "role": "SENDER",
                           "url": "https://ocpi.example.com/ocpi/cpo/2.3.0/sessions"},
                          {"identifier": "sessions", "role": "RECEIVER",
                           "url": "https://ocpi.example.com/ocpi/emsp/2.3.0/sessions"}]},
                         "status_code": 1000}
                        """);
    }
}
