package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the platform says of itself. */
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
    void detailsListEveryInterface() throws Exception {
        String details =
                perform(get("emsp-token", "/ocpi/2.3.0/details")).getResponse().getContentAsString();
        assertThat(JsonPath.<String>read(details, "$.data.version")).isEqualTo("2.3.0");
        assertThat(JsonPath.<List<Map<String, String>>>read(details, "$.data.endpoints").stream()
                        .map(endpoint -> endpoint.get("identifier") + " " + endpoint.get("role") + " "
                                + endpoint.get("url")
                                        .replace("https://ocpi.example.com/ocpi/", "")
                                        .replace("/2.3.0/", " ")))
                .containsExactly(
                        "bookings SENDER cpo bookings",
                        "bookings RECEIVER emsp bookings",
                        "cdrs SENDER cpo cdrs",
                        "cdrs RECEIVER emsp cdrs",
                        "chargingprofiles SENDER emsp chargingprofiles",
                        "chargingprofiles RECEIVER cpo chargingprofiles",
                        "commands SENDER emsp commands",
                        "commands RECEIVER cpo commands",
                        "credentials SENDER cpo credentials",
                        "hubclientinfo RECEIVER cpo hubclientinfo",
                        "invoicereconciliation SENDER cpo invoicereconciliation",
                        "invoicereconciliation RECEIVER emsp invoicereconciliation",
                        "locations SENDER cpo locations",
                        "locations RECEIVER emsp locations",
                        "payments SENDER ptp payments",
                        "payments RECEIVER cpo payments",
                        "sessions SENDER cpo sessions",
                        "sessions RECEIVER emsp sessions",
                        "tariffs SENDER cpo tariffs",
                        "tariffs RECEIVER emsp tariffs",
                        "tokens SENDER emsp tokens",
                        "tokens RECEIVER cpo tokens");
    }
}
