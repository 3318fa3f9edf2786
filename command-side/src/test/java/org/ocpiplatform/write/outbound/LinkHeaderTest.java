package org.ocpiplatform.write.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHeaderTest {

    private static final String NEXT = "https://x.com/l?offset=5&limit=5";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://x.com/l?offset=5&limit=5>; rel=\"next\"",
                "<https://x.com/l?offset=5&limit=5>;rel=next",
                "< https://x.com/l?offset=5&limit=5 > ; REL = \"NEXT\"",
                "<https://x.com/l?offset=5&limit=5>; rel=\"last next\"",
                "<https://x.com/l?offset=5&limit=5>; title=\"a, b; rel=\\\"prev\\\" <c>\"; rel=\"next\"; type=\"x\"",
                "<https://x.com/l?offset=5&limit=5>; flag; rel=next",
                "<https://x.com/l?offset=0>; rel=\"prev\", <https://x.com/l?offset=5&limit=5>; rel=\"next\"",
                "<https://x.com/a,b;c>; rel=first; title=\"<d>; rel=next\","
                        + "<https://x.com/l?offset=5&limit=5>; rel=\"next\", <https://x.com/z>; rel=last",
                ", ,<https://x.com/l?offset=5&limit=5>; rel=\"next\","
            })
    void theNextPageIsFound(String header) {
        assertThat(LinkHeader.next(header)).contains(NEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "next",
                "<>; rel=\"next\"",
                "<https://x.com/l>",
                "<https://x.com/l; rel=\"next\"",
                "<https://x.com/l>; rel=\"prev\"",
                "<https://x.com/l>; rel=\"nextbutone\"",
                "<https://x.com/l>; norel=\"next\"",
                "<https://x.com/l>; rel=\"prev\"; title=\"; rel=next\"",
                "<https://x.com/l>; title=\"open; rel=next",
                "<https://x.com/l>, rel=next"
            })
    void whatIsNoNextPageIsNot(String header) {
        assertThat(LinkHeader.next(header)).isEmpty();
    }

    @Test
    @Timeout(5)
    void hostileHeadersAreReadInTime() {
        assertThat(LinkHeader.next("<a>" + ";\"\\".repeat(20_000))).isEmpty();
        assertThat(LinkHeader.next("<".repeat(50_000))).isEmpty();
    }
}
