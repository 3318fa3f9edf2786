package org.ocpiplatform.write.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.partners.PartnerQuirks;

class UrlsTest {

    private static final PartnerQuirks SLASH = new PartnerQuirks(null, true, null, null);

    @ParameterizedTest
    @CsvSource({
        "https://x.com/ocpi,     https://x.com/ocpi/NL/TNM",
        "https://x.com/ocpi/,    https://x.com/ocpi/NL/TNM",
        "https://x.com,          https://x.com/NL/TNM",
        "https://x.com/ocpi?k=v, https://x.com/ocpi/NL/TNM?k=v",
        "https://x.com/ocpi/#f,  https://x.com/ocpi/NL/TNM"
    })
    void oneSlashIsBetweenTheParts(String endpoint, String url) {
        assertThat(Urls.of(endpoint, PartnerQuirks.NONE, "NL", "TNM")).isEqualTo(url);
    }

    @Test
    void anEndpointWithoutSegmentsStaysAsItIs() {
        assertThat(Urls.of("https://x.com/ocpi/", PartnerQuirks.NONE)).isEqualTo("https://x.com/ocpi/");
        assertThat(Urls.of("https://x.com/ocpi", PartnerQuirks.NONE)).isEqualTo("https://x.com/ocpi");
    }

    @Test
    void aSlashIsAtTheEndOfThePathForThoseWhoNeedIt() {
        assertThat(Urls.of("https://x.com/ocpi", SLASH, "NL")).isEqualTo("https://x.com/ocpi/NL/");
        assertThat(Urls.of("https://x.com/ocpi/", SLASH)).isEqualTo("https://x.com/ocpi/");
        assertThat(Urls.of("https://x.com/ocpi?k=v", SLASH, "NL")).isEqualTo("https://x.com/ocpi/NL/?k=v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '^',
            value = {
                "a/b a%2Fb",
                "a;b a%3Bb",
                "a%b a%25b",
                "a%2Fb a%252Fb",
                "a\\b a%5Cb",
                "a?b a%3Fb",
                "a#b a%23b",
                "a+b a%2Bb",
                "a&b=c a%26b%3Dc",
                "a:b@c a%3Ab%40c",
                "a\"<>b a%22%3C%3Eb",
                "a[]{}|b a%5B%5D%7B%7D%7Cb",
                "^a b^ a%20b",
                "a*b a*b",
                "a'b a%27b",
                "a!$,b a%21%24%2Cb",
                "ä€ %C3%A4%E2%82%AC",
                "A-z0.9_~ A-z0.9_~",
                "... ..."
            })
    void segmentsAreEncoded(String segment, String encoded) {
        String url = Urls.of("https://x.com", PartnerQuirks.NONE, segment);

        assertThat(url).isEqualTo("https://x.com/" + encoded);
        assertThat(URI.create(url).getPath()).isEqualTo("/" + segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void segmentsThatWouldLeadElsewhereAreRefused(String segment) {
        assertThatExceptionOfType(OutboundFailure.class)
                .isThrownBy(() -> Urls.of("https://x.com/ocpi", PartnerQuirks.NONE, segment))
                .matches(failure -> failure.reason() == OutboundFailure.Reason.REFUSED_URL);
    }

    @Test
    void parametersAreAppended() {
        assertThat(Urls.withQuery("https://x.com/l", "offset", "0", "date_from", "2026-01-01T00:00:00Z"))
                .isEqualTo("https://x.com/l?offset=0&date_from=2026-01-01T00%3A00%3A00Z");
        assertThat(Urls.withQuery("https://x.com/l?k=v", "a b", "c&d=e+f"))
                .isEqualTo("https://x.com/l?k=v&a%20b=c%26d%3De%2Bf");
        assertThat(Urls.withQuery("https://x.com/l?", "a", "b")).isEqualTo("https://x.com/l?a=b");
        assertThat(Urls.withQuery("https://x.com/l?k=v&#f", "a", "")).isEqualTo("https://x.com/l?k=v&a=");
        assertThat(Urls.withQuery("https://x.com/l")).isEqualTo("https://x.com/l");
        assertThatIllegalArgumentException().isThrownBy(() -> Urls.withQuery("https://x.com/l", "a"));
    }

    @Test
    void whatMayBeSecretIsNotShown() {
        assertThat(Urls.shown("https://user:secret@x.com/a/b?token=secret#secret"))
                .isEqualTo("https://x.com/a/b");
        assertThat(Urls.shown("https://x.com/a@b")).isEqualTo("https://x.com/a@b");
        assertThat(Urls.shown("https://x.com/" + "a".repeat(500)))
                .hasSizeLessThan(210)
                .endsWith("…");
    }
}
