package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.tariffs.Tariffs;
import tools.jackson.databind.node.ObjectNode;

/** Tariffs over HTTP: published by their CPO, pushed to the eMSP side, withdrawn and brought back. */
class TariffsE2E {

    private static final String CPO = "/ocpi/cpo/2.3.0/tariffs";
    private static final String EMSP = "/ocpi/emsp/2.3.0/tariffs";

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http cpo;
    private static Http otherCpo;
    private static Http emsp;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
        cpo = platform.provision("CPO", "NL", "TNM");
        otherCpo = platform.provision("CPO", "NL", "OTH");
        emsp = platform.provision("EMSP", "DE", "ABC");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void aTariffIsCreatedReplacedWithdrawnAndBroughtBack(String side) throws Exception {
        String url = side + "/NL/TNM/LIFE";
        ObjectNode tariff = tariff("LIFE", "2026-01-10T10:00:00Z");

        assertThat(cpo.put(url, tariff.toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.put(url, tariff.toString()).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(url.replace("NL/TNM", "nl/Tnm")).data()).isEqualTo(tariff);
        assertThat(list(cpo, side)).contains("LIFE");

        tariff.put("currency", "USD").put("last_updated", "2026-01-10T11:00:00Z");
        assertThat(cpo.put(url, tariff.toString()).outcome()).isEqualTo("200/1000");
        assertThat(cpo.put(url, tariff("LIFE", "2026-01-10T10:59:59.999Z").toString())
                        .message())
                .contains("stale");

        assertThat(cpo.send("DELETE", url, null).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(url).outcome()).isEqualTo("404/2000");
        assertThat(cpo.send("DELETE", url, null).outcome()).isEqualTo("404/2000");
        assertThat(list(cpo, side)).doesNotContain("LIFE");

        assertThat(cpo.put(url, tariff.toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.get(url).data()).isEqualTo(tariff);
        assertThat(list(cpo, side)).last().isEqualTo("LIFE");
    }

    @Test
    void publishedTariffsAreForEverybodyCopiesForTheirOwner() throws Exception {
        String tariff = tariff("SEEN", "2026-01-10T10:00:00Z").toString();
        cpo.put(CPO + "/NL/TNM/SEEN", tariff);
        cpo.put(EMSP + "/NL/TNM/SEEN", tariff);

        assertThat(emsp.get(CPO + "/NL/TNM/SEEN").outcome()).isEqualTo("200/1000");
        assertThat(list(emsp, CPO)).contains("SEEN");
        assertThat(list(otherCpo, CPO)).contains("SEEN");
        assertThat(emsp.get(EMSP + "/NL/TNM/SEEN").outcome()).isEqualTo("404/2000");
        assertThat(list(emsp, EMSP)).isEmpty();
        assertThat(otherCpo.get(EMSP + "/NL/TNM/SEEN").outcome()).isEqualTo("404/2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void onlyTheOwnerWrites(String side) throws Exception {
        String url = side + "/NL/TNM/MINE";
        String tariff = tariff("MINE", "2026-01-10T10:00:00Z").toString();

        assertThat(otherCpo.put(url, tariff).outcome()).isEqualTo("404/2000");
        assertThat(emsp.put(url, tariff).outcome()).isEqualTo("404/2000");
        assertThat(cpo.get(url).outcome()).isEqualTo("404/2000");
        cpo.put(url, tariff);
        assertThat(otherCpo.send("DELETE", url, null).outcome()).isEqualTo("404/2000");
        assertThat(cpo.get(url).outcome()).isEqualTo("200/1000");
        assertThat(platform.http().get(url).outcome()).isEqualTo("401/2000");
    }

    @Test
    void whatIsNoTariffIsRefusedAndChangesNothing() throws Exception {
        String url = CPO + "/NL/TNM/BAD";
        ObjectNode noTax = tariff("BAD", "2026-01-10T10:00:00Z").without("tax_included");

        assertThat(cpo.put(url, noTax.toString()).message()).contains("tax_included");
        assertThat(cpo.put(url, tariff("OTHER", "2026-01-10T10:00:00Z").toString())
                        .outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.put(url, "{").outcome()).isEqualTo("400/2001");
        assertThat(cpo.patch(url, "{}").outcome()).isEqualTo("405/2000");
        assertThat(cpo.post(CPO, "{}").outcome()).isEqualTo("405/2000");
        assertThat(cpo.get(CPO + "?limit=0").outcome()).isEqualTo("200/2001");
        assertThat(cpo.get(url).outcome()).isEqualTo("404/2000");
    }

    private static ObjectNode tariff(String id, String lastUpdated) {
        return Tariffs.aTariff()
                .ownedBy("NL", "TNM")
                .withId(id)
                .lastUpdated(lastUpdated)
                .json();
    }

    private static List<String> list(Http partner, String side) throws Exception {
        Http.Answer page = partner.get(side);
        assertThat(page.outcome()).isEqualTo("200/1000");
        return page.data()
                .valueStream()
                .map(tariff -> tariff.get("id").asString())
                .toList();
    }
}
