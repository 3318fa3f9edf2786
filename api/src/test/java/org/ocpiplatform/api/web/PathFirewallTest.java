package org.ocpiplatform.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

class PathFirewallTest {

    private final PathFirewall firewall = new PathFirewall();
    private final StrictHttpFirewall springs = new StrictHttpFirewall();

    @ParameterizedTest
    @ValueSource(strings = {"", "Token abc=", "a\tb", "|", "Zoë", "電気", "\u00A0"})
    void readsHeadersOfText(String value) {
        assertThat(header(firewall, value)).isEqualTo(value);
        assertThat(header(springs, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r", "\u0000", "\u007F", "é\u0085", "\u0378"})
    void refusesHeadersOfWhatIsNoText(String value) {
        assertThatThrownBy(() -> header(firewall, value)).isInstanceOf(RequestRejectedException.class);
        assertThatThrownBy(() -> header(springs, value)).isInstanceOf(RequestRejectedException.class);
    }

    @Test
    void refusesNamesOfWhatIsNoText() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ocpi");

        assertThatThrownBy(() -> firewall.getFirewalledRequest(request).getHeader("a\tb"))
                .isInstanceOf(RequestRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ocpi/./a", "/ocpi/..", "/ocpi/%2e%2E/a", "/ocpi/.%2E", "/ocpi;a=b"})
    void refusesPathsThatMeanOthers(String path) {
        assertThatThrownBy(() -> firewall.getFirewalledRequest(new MockHttpServletRequest("GET", path)))
                .isInstanceOf(RequestRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ocpi/a", "/ocpi/.a", "/ocpi/a.", "/ocpi/...", "/ocpi/%2Ea", "/ocpi/a%2Fb"})
    void letsOtherPathsThrough(String path) {
        assertThat(firewall.getFirewalledRequest(new MockHttpServletRequest("GET", path))
                        .getRequestURI())
                .isEqualTo(path);
    }

    private static String header(StrictHttpFirewall firewall, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ocpi");
        request.addHeader("X-Text", value);
        return firewall.getFirewalledRequest(request).getHeader("X-Text");
    }
}
