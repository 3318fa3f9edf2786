package org.ocpiplatform.write.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.write.outbound.OutboundFailure.Reason;
import org.ocpiplatform.write.outbound.UrlGuard.Target;

class UrlGuardTest {

    private final UrlGuard guard = new UrlGuard(settings(false), UrlGuardTest::noNames);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://93.184.216.34/ocpi",
                "https://8.8.8.8:8443/ocpi/versions?a=b",
                "HTTPS://1.1.1.1",
                "https://172.15.255.255/",
                "https://172.32.0.0/",
                "https://100.63.255.255/",
                "https://100.128.0.0/",
                "https://198.17.255.255/",
                "https://223.255.255.255/",
                "https://[2606:4700:4700::1111]/",
                "https://[2a00:1450:4001:80b::200e]:8443/",
                "https://[64:ff9b::808:808]/",
                "https://[2002:808:808::1]/",
                "https://[::ffff:8.8.8.8]/"
            })
    void publicAddressesAreCalled(String url) {
        assertThatCode(() -> guard.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://0.0.0.0/",
                "https://0.1.2.3/",
                "https://10.0.0.1/",
                "https://100.64.0.1/",
                "https://100.127.255.255/",
                "https://127.0.0.1/",
                "https://127.255.255.254/",
                "https://169.254.169.254/latest/meta-data",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.0.0.1/",
                "https://192.0.2.1/",
                "https://192.88.99.1/",
                "https://192.168.1.1/",
                "https://198.18.0.1/",
                "https://198.19.255.255/",
                "https://198.51.100.1/",
                "https://203.0.113.1/",
                "https://224.0.0.1/",
                "https://239.255.255.255/",
                "https://240.0.0.1/",
                "https://255.255.255.255/",
                "https://[::]/",
                "https://[::1]/",
                "https://[0:0:0:0:0:0:0:1]:443/",
                "https://[::7f00:1]/",
                "https://[::8.8.8.8]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[::ffff:0:7f00:1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://[64:ff9b:1::808:808]/",
                "https://[100::1]/",
                "https://[2001::1]/",
                "https://[2001:2::1]/",
                "https://[2001:10::1]/",
                "https://[2001:db8::1]/",
                "https://[2002:7f00:1::1]/",
                "https://[2002:c0a8:101::1]/",
                "https://[2606:4700::5efe:a00:1]/",
                "https://[2606:4700::200:5efe:a00:1]/",
                "https://[3fff::1]/",
                "https://[fc00::1]/",
                "https://[fd12:3456:789a::1]/",
                "https://[fe80::1]/",
                "https://[fec0::1]/",
                "https://[ff02::1]/"
            })
    void otherAddressesAreNot(String url) {
        assertThatExceptionOfType(OutboundFailure.class)
                .isThrownBy(() -> guard.check(url))
                .withMessageContaining("is not public")
                .matches(failure -> failure.reason() == Reason.REFUSED_URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/",
                "https://017700000001/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0x7f.0.0.0x1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.0.01/",
                "https://127.0.0.1./",
                "https://1.2.3.4.5/",
                "https://example.0x/"
            })
    void addressesInUnusualSpellingsAreNot(String url) {
        assertThatExceptionOfType(OutboundFailure.class)
                .isThrownBy(() -> guard.check(url))
                .withMessageContaining("unusual spelling")
                .matches(failure -> failure.reason() == Reason.REFUSED_URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ocpi",
                "//example.com/",
                "https:",
                "https:example.com",
                "https:///ocpi",
                "https://",
                "https://:443/",
                "https://?a=b",
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "jar:https://example.com/a.jar!/",
                "unix:///run/docker.sock",
                "https://user@example.com/",
                "https://user:password@example.com/",
                "https://example.com@127.0.0.1/",
                "https://@example.com/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:99999999999/",
                "https://example.com:-1/",
                "https://exa mple.com/",
                "https://exämple.com/",
                "https://example%2ecom/",
                "https://[fe80::1%25eth0]/",
                "https://[::1/",
                "https://[]/",
                "https://example.com\\@127.0.0.1/",
                "https://example.com/\r\nHost: other",
                "https://example.com/a b"
            })
    void whatIsNoUrlToCallIsRefusedBeforeAnyLookup(String url) {
        UrlGuard blind = new UrlGuard(settings(false), host -> {
            throw new AssertionError("looked up " + host);
        });

        assertThatExceptionOfType(OutboundFailure.class)
                .isThrownBy(() -> blind.check(url))
                .matches(failure -> failure.reason() == Reason.REFUSED_URL);
    }

    @Test
    void aNameIsRefusedIfAnyOfItsAddressesIsNotPublic() {
        UrlGuard mixed = new UrlGuard(settings(false), host -> addresses("93.184.216.34", "10.0.0.1"));

        assertThatExceptionOfType(OutboundFailure.class)
                .isThrownBy(() -> mixed.check("https://example.com/ocpi"))
                .withMessageContaining("10.0.0.1")
                .withMessageContaining("example.com")
                .matches(failure -> failure.reason() == Reason.REFUSED_URL);
    }

    @Test
    void aNameWithPublicAddressesIsCalled() {
        UrlGuard named = new UrlGuard(settings(false), host -> addresses("93.184.216.34", "2606:4700:4700::1111"));

        assertThatCode(() -> named.check("https://my_host.example.com/ocpi")).doesNotThrowAnyException();
    }

    @Test
    void anUnknownNameIsNoConnection() {
        assertThatExceptionOfType(OutboundFailure.class)
                .isThrownBy(() -> guard.check("https://unknown.example.com/"))
                .withMessageContaining("unknown.example.com")
                .matches(failure -> failure.reason() == Reason.NO_CONNECTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080/ocpi", "http://127.0.0.1/", "https://10.0.0.1/", "http://2130706433/"})
    void whereAllowedEverythingOfHttpGoesWithoutALookup(String url) {
        UrlGuard open = new UrlGuard(settings(true), host -> {
            throw new AssertionError("looked up " + host);
        });

        assertThatCode(() -> open.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/", "http://user@localhost/", "http:///", "localhost:8080"})
    void whereAllowedTheFormOfUrlsIsCheckedStill(String url) {
        UrlGuard open = new UrlGuard(settings(true), UrlGuardTest::noNames);

        assertThatExceptionOfType(OutboundFailure.class)
                .isThrownBy(() -> open.check(url))
                .matches(failure -> failure.reason() == Reason.REFUSED_URL);
    }

    @Test
    void aUrlIsTakenApart() {
        assertThat(guard.parse("HTTPS://Example.COM?a=%20b#c"))
                .isEqualTo(new Target("https", "example.com", 443, "/?a=%20b"));
        assertThat(guard.parse("https://[2606:4700:4700::1111]:8443/a%2Fb/"))
                .isEqualTo(new Target("https", "2606:4700:4700::1111", 8443, "/a%2Fb/"));
    }

    private static InetAddress[] noNames(String host) throws UnknownHostException {
        if (host.equals("unknown.example.com")) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getAllByName(host);
    }

    private static InetAddress[] addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private static OutboundSettings settings(boolean allowPrivateAddresses) {
        return new OutboundSettings(allowPrivateAddresses, Duration.ofSeconds(1), Duration.ofSeconds(1), 1000, 8);
    }
}
