package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Pages of lists; the default limit is 2 and the maximum 5 here. */
class ListsTest extends OcpiTest {

    @Test
    void anEmptyListHasItsHeaders() {
        MvcTestResult result = perform(get("cpo-token", CPO_SESSIONS));
        assertThat(result)
                .hasStatusOk()
                .hasHeader("X-Total-Count", "0")
                .hasHeader("X-Limit", "5")
                .doesNotContainHeader("Link");
        assertThat(result).bodyText().startsWith("{\"data\":[],\"status_code\":1000,");
    }

    @Test
    void oneObjectIsStillAList() {
        sessions(1);
        assertThat(perform(get("emsp-token", CPO_SESSIONS)))
                .doesNotContainHeader("Link")
                .bodyJson()
                .extractingPath("$.data[0].id")
                .isEqualTo("S1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theLengthIsKnownBeforehand(int sessions) {
        sessions(sessions);
        MvcTestResult result = perform(get("emsp-token", CPO_SESSIONS));
        assertThat(result).bodyJson().extractingPath("$.data.length()").isEqualTo(sessions);
        assertThat(result)
                .hasHeader(
                        "Content-Length", Integer.toString(result.getResponse().getContentAsByteArray().length));
    }

    @Test
    void linksLeadThroughAllPagesAndKeepTheQuery() {
        sessions(5);
        String query = "?date_from=2026-01-01T00:00:00Z&colour=a%26b&flag";
        MvcTestResult first = perform(get("cpo-token", CPO_SESSIONS + query));
        assertThat(first)
                .hasHeader("X-Total-Count", "5")
                .hasHeader(
                        "Link",
                        "<https://ocpi.example.com/ocpi/cpo/2.3.0/sessions?date_from=2026-01-01T00:00:00Z"
                                + "&colour=a%26b&flag&offset=2&limit=2&cursor=2>; rel=\"next\"");
        MvcTestResult second = perform(get("cpo-token", next(first)));
        assertThat(platform.pages.getLast().cursor()).isEqualTo(2L);
        assertThat(platform.pages.getLast().offset()).isZero();
        assertThat(platform.pages.getLast().dateFrom()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(second).bodyJson().extractingPath("$.data.length()").isEqualTo(2);
        assertThat(second.getResponse().getHeader("Link"))
                .contains("&offset=4&limit=2&cursor=4")
                .contains("date_from");
        MvcTestResult third = perform(get("cpo-token", next(second)));
        assertThat(third).doesNotContainHeader("Link");
        assertThat(third).bodyJson().extractingPath("$.data.length()").isEqualTo(1);
    }

    @Test
    void aPlainOffsetWorks() {
        sessions(4);
        MvcTestResult result = perform(get("cpo-token", CPO_SESSIONS + "?offset=1&limit=2"));
        assertThat(platform.pages.getLast().offset()).isEqualTo(1);
        assertThat(platform.pages.getLast().cursor()).isNull();
        assertThat(result.getResponse().getHeader("Link")).contains("offset=3&limit=2&cursor=3");
        assertThat(perform(get("cpo-token", CPO_SESSIONS + "?offset=99999999999999999999")))
                .hasStatusOk()
                .hasHeader("X-Total-Count", "4")
                .doesNotContainHeader("Link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "1000", "99999999999999999999"})
    void aLargeLimitIsClamped(String limit) {
        assertThat(perform(get("cpo-token", CPO_SESSIONS + "?limit=" + limit))).hasStatusOk();
        assertThat(platform.pages.getLast().limit()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=x",
                "limit=",
                "limit=1.5",
                "offset=-1",
                "offset=x",
                "offset",
                "date_from=None",
                "date_from=2026-01-01",
                "date_to=2026-01-01T00:00:00%2B00:00",
                "date_to=2026-01-01T00:00:00+00:00",
                "date_from=",
                "cursor=%20",
                "cursor=!",
                "cursor="
            })
    void unusableValuesAre2001(String query) {
        assertThat(perform(get("cpo-token", CPO_SESSIONS + "?" + query)))
                .hasStatusOk()
                .bodyJson()
                .doesNotHavePath("$.data")
                .extractingPath("$.status_code")
                .isEqualTo(2001);
        assertThat(platform.pages).isEmpty();
    }

    @Test
    void aPeriodThatIsOverBeforeItBeginsIsEmpty() {
        sessions(1);
        String at = "2026-03-01T08:30:00Z";
        assertThat(perform(get("cpo-token", CPO_SESSIONS + "?date_from=" + at + "&date_to=" + at)))
                .hasStatusOk()
                .hasHeader("X-Total-Count", "0")
                .bodyText()
                .startsWith("{\"data\":[]");
    }

    @Test
    void datesMayLackTheirZ() {
        perform(get("cpo-token", CPO_SESSIONS + "?date_from=2026-01-01T00:00:00&date_to=2026-01-02T00:00:00.5Z"));
        assertThat(platform.pages.getLast().dateFrom()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(platform.pages.getLast().dateTo()).isEqualTo(Instant.parse("2026-01-02T00:00:00.5Z"));
    }

    @Test
    void theLinkKeepsTheSpellingOfThePath() {
        platform.reset();
        for (int i = 1; i <= 3; i++) {
            perform(put("cpo-token", EMSP_SESSIONS + "/NL/TNM/S" + i, session("S" + i)));
        }
        assertThat(perform(get("cpo-token", EMSP_SESSIONS + "/")).getResponse().getHeader("Link"))
                .startsWith("<https://ocpi.example.com/ocpi/emsp/2.3.0/sessions/?offset=2");
    }

    private void sessions(int count) {
        for (int i = 1; i <= count; i++) {
            perform(put("cpo-token", CPO_SESSIONS + "/NL/TNM/S" + i, session("S" + i)));
        }
    }

    private static String next(MvcTestResult result) {
        String link = result.getResponse().getHeader("Link");
        URI uri = URI.create(link.substring(1, link.indexOf('>')));
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
