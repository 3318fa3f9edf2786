package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.Fixtures;
import org.ocpiplatform.ocpi.json.ExactJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** The objects of several operators come out as they went in, on each side, to the digit and the letter. */
class FixturesE2E {

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static final Map<String, Http> PARTNERS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dutch/location",
                "dutch/tariff",
                "dutch/token",
                "dutch/cdr",
                "german/location",
                "german/tariff",
                "german/token",
                "german/session",
                "german/cdr",
                "german/credit-cdr",
                "north-american/location",
                "north-american/location-canada",
                "north-american/tariff",
                "north-american/tariff-canada",
                "north-american/cdr",
                "philippine/location",
                "philippine/tariff",
                "philippine/token",
                "philippine/cdr",
                "forty-evses/location",
                "home-charger/location",
                "home-charger/cdr",
                "unicode/location",
                "unicode/session",
                "unicode/token"
            })
    void comesOutAsItWentIn(String fixture) throws Exception {
        String text = Fixtures.text(fixture + ".json");
        JsonNode object = OcpiJson.mapper().readTree(text);
        String kind = fixture.replaceAll("^[a-z-]+/(?:credit-)?([a-z]+).*", "$1");
        Http owner = partner(kind.equals("token") ? "EMSP" : "CPO", object);
        for (String side : List.of("cpo", "emsp")) {
            String list = "/ocpi/" + side + "/2.3.0/" + kind + "s";
            String url = list + "/" + text(object, "country_code") + "/" + text(object, "party_id") + "/"
                    + text(object, kind.equals("token") ? "uid" : "id");
            Http.Answer written = kind.equals("cdr") ? owner.post(list, text) : owner.put(url, text);
            assertThat(written.outcome()).as(written.message()).isEqualTo("201/1000");
            String query = kind.equals("token") ? "?type=" + text(object, "type") : "";
            assertThat(ExactJson.of(owner.get(url + query).data())).isEqualTo(ExactJson.of(object));
        }
    }

    private static Http partner(String role, JsonNode object) throws Exception {
        String country = text(object, "country_code").toUpperCase(Locale.ROOT);
        String party = text(object, "party_id").toUpperCase(Locale.ROOT);
        String key = role + country + party;
        if (!PARTNERS.containsKey(key)) {
            PARTNERS.put(key, platform.provision(role, country, party));
        }
        return PARTNERS.get(key);
    }

    private static String text(JsonNode object, String field) {
        return object.get(field).asString();
    }
}
