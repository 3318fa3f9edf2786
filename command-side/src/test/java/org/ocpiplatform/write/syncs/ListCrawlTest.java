package org.ocpiplatform.write.syncs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.PartnerAnswer;

class ListCrawlTest {

    private static final String ENDPOINT = "https://cpo.example.com/ocpi/locations";
    private static final String FIRST = ENDPOINT + "?offset=0&limit=2";

    private final List<String> asked = new ArrayList<>();
    private final List<String> read = new ArrayList<>();
    private final List<ListCrawl.Page> pages = new ArrayList<>();

    @Test
    void pagesAreReadUntilNoneFollows() {
        crawl(Map.of(FIRST, page(3, at(2), "A", "B"), at(2), page(3, null, "C")));

        assertThat(read).containsExactly("A", "B", "C");
        assertThat(pages).extracting(ListCrawl.Page::number).containsExactly(1, 2);
        assertThat(pages).extracting(ListCrawl.Page::total).containsOnly(3);
    }

    @Test
    void aListMayBeEmptyOrLeftOut() {
        crawl(Map.of(FIRST, page(0, null)));
        assertThat(pages.getLast().objects()).isEmpty();

        crawl(Map.of(FIRST, answer(null, null, null)));
        assertThat(pages.getLast().objects()).isEmpty();
    }

    @Test
    void aRelativeLinkIsFollowed() {
        crawl(Map.of(FIRST, page(2, "?offset=1&limit=2", "A"), ENDPOINT + "?offset=1&limit=2", page(2, null, "B")));

        assertThat(read).containsExactly("A", "B");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.com/ocpi/locations?offset=2",
        "http://cpo.example.com/ocpi/locations?offset=2",
        "https://cpo.example.com:8443/ocpi/locations?offset=2",
        "https://cpo.example.com@evil.example.com/ocpi/locations",
        "https://someone@cpo.example.com/ocpi/locations",
        "//evil.example.com/ocpi/locations",
        "mailto:someone@cpo.example.com"
    })
    void aLinkThatLeadsAwayIsNotFollowed(String link) {
        assertFails(Map.of(FIRST, page(9, link, "A", "B")), "page 1", "leads away from the partner's endpoint");
        assertThat(asked).containsExactly(FIRST);
        assertThat(read).containsExactly("A", "B");
    }

    @Test
    void theDefaultPortMayBeSpelledOut() {
        String spelled = "https://CPO.example.com:443/ocpi/locations?offset=2";
        crawl(Map.of(FIRST, page(3, spelled, "A", "B"), spelled, page(3, null, "C")));

        assertThat(read).containsExactly("A", "B", "C");
    }

    @Test
    void aLinkThatIsNoUrlFails() {
        assertFails(Map.of(FIRST, page(3, "https://cpo.example.com/ a b", "A")), "page 1", "Link is no URL");
    }

    @Test
    void aCircleFails() {
        assertFails(Map.of(FIRST, page(9, at(2), "A"), at(2), page(9, FIRST, "B")), "page 2", "leads in a circle");
        assertThat(asked).containsExactly(FIRST, at(2));
    }

    @Test
    void aListThatGoesOnFarBeyondItsTotalFails() {
        Function<String, PartnerAnswer> endless = url -> page(4, at(asked.size() * 100), objects(100));

        assertFails(
                endless, 1_000_000, "Link leads on after 1100 objects, of which X-Total-Count says that there are 4");
    }

    @Test
    void aListWithoutTotalEndsAtTheLimitOfARun() {
        Function<String, PartnerAnswer> endless = url -> page(null, at(asked.size() * 100), objects(100));

        assertFails(endless, 500, "more than 500 objects");
        assertThat(read).hasSize(500);
    }

    @Test
    void oneEmptyPageInBetweenIsForgivenButNotARow() {
        crawl(Map.of(FIRST, page(3, at(2), "A"), at(2), page(3, at(4)), at(4), page(3, null, "B")));
        assertThat(read).containsExactly("A", "B");

        assertFails(url -> page(3, at(asked.size() * 2)), 100, "Link leads from one empty page to the next");
    }

    @Test
    void dataThatIsNoListFails() {
        assertFails(Map.of(FIRST, answer(1, null, "{\"id\": \"A\"}")), "page 1", "data is no list but object");
        assertFails(Map.of(FIRST, answer(1, null, "\"A\"")), "page 1", "data is no list but string");
    }

    @Test
    void afterARemovalThePageIsReadAgainFromAsManyObjectsEarlier() {
        // A is removed after the first page: C moves up from offset 2 to 1.
        crawl(Map.of(
                FIRST,
                page(5, at(2), "A", "B"),
                at(2),
                page(4, at(4), "D", "E"),
                at(1),
                page(4, at(3), "C", "D"),
                at(4),
                page(4, null)));

        assertThat(read).contains("A", "B", "C", "D", "E");
        assertThat(asked).containsExactly(FIRST, at(2), at(1), at(4));
    }

    @Test
    void aTotalThatAlwaysDropsFails() {
        int[] total = {1_000};
        assertFails(url -> page(total[0]--, at(500 + asked.size()), "A"), 10_000, "X-Total-Count drops whenever");
    }

    @Test
    void aTotalOfThePageAloneDoesNoHarm() {
        crawl(Map.of(FIRST, page(2, at(2), "A", "B"), at(2), page(1, null, "C"), at(1), page(2, at(3), "B", "C")));

        assertThat(read).containsExactly("A", "B", "C", "B", "C");
    }

    @Test
    void aCallThatFailsNamesThePage() {
        assertFails(
                url -> {
                    if (url.equals(FIRST)) {
                        return page(3, at(2), "A", "B");
                    }
                    throw new OutboundFailure(OutboundFailure.Reason.TIMEOUT, "no answer in 15 s");
                },
                100,
                "no answer in 15 s");
        assertThat(read).containsExactly("A", "B");
    }

    @Test
    void whatThePartnerSaysOfItsPagesIsPassedOn() {
        crawl(
                url -> new PartnerAnswer(
                        new OutboundResponse(200, Map.of("x-limit", List.of("50")), new byte[0]),
                        1000,
                        OcpiJson.mapper().readTree("[]")),
                100);

        assertThat(pages).extracting(ListCrawl.Page::limit).containsExactly(50);
    }

    private void assertFails(Map<String, PartnerAnswer> answers, String step, String reason) {
        asked.clear();
        assertThatExceptionOfType(CrawlFailure.class)
                .isThrownBy(() -> crawl(answers))
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.step()).isEqualTo(step));
    }

    private void assertFails(Function<String, PartnerAnswer> answers, int maxObjects, String reason) {
        asked.clear();
        assertThatExceptionOfType(CrawlFailure.class)
                .isThrownBy(() -> crawl(answers, maxObjects))
                .withMessageContaining(reason);
    }

    private void crawl(Map<String, PartnerAnswer> answers) {
        crawl(
                url -> {
                    assertThat(answers).containsKey(url);
                    return answers.get(url);
                },
                100);
    }

    private void crawl(Function<String, PartnerAnswer> answers, int maxObjects) {
        new ListCrawl(
                        url -> {
                            asked.add(url);
                            return answers.apply(url);
                        },
                        page -> {
                            pages.add(page);
                            page.objects().forEach(object -> read.add(object.asString()));
                        },
                        maxObjects)
                .run(FIRST);
    }

    private static String at(int offset) {
        return ENDPOINT + "?offset=" + offset + "&limit=2";
    }

    private static String[] objects(int number) {
        return IntStream.range(0, number).mapToObj(i -> "O" + i).toArray(String[]::new);
    }

    private static PartnerAnswer page(Integer total, String next, String... objects) {
        return answer(
                total,
                next,
                List.of(objects).stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]")));
    }

    private static PartnerAnswer answer(Integer total, String next, String data) {
        Map<String, List<String>> headers = new HashMap<>();
        if (total != null) {
            headers.put("x-total-count", List.of(total.toString()));
        }
        if (next != null) {
            headers.put("link", List.of("<" + next + ">; rel=\"next\""));
        }
        return new PartnerAnswer(
                new OutboundResponse(200, headers, new byte[0]),
                1000,
                data == null ? null : OcpiJson.mapper().readTree(data));
    }
}
