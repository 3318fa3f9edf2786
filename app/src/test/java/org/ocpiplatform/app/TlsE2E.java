package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's own TLS, with a certificate that is made for the test. */
class TlsE2E {

    private static final String PASSWORD = "of-the-key-store";

    @TempDir
    static Path directory;

    @Test
    void withACertificateAllIsHttpsAndUrlsSaySo() throws Exception {
        Path keys = directory.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "ocpi",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD);
        try (RunningPlatform platform = RunningPlatform.launch(
                directory.resolve("data"),
                "--spring.ssl.bundle.jks.platform.keystore.location=file:" + keys,
                "--spring.ssl.bundle.jks.platform.keystore.password=" + PASSWORD,
                "--server.ssl.bundle=platform",
                "--server.ssl.enabled-protocols=TLSv1.3")) {
            String base = platform.http().base().replace("http:", "https:");
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(trusting(keys)).build();
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> get(trusting, base + "/actuator/health/readiness", null)
                                    .statusCode()
                            == 200);

            HttpResponse<String> partners =
                    get(trusting, base + "/admin/partners", "Bearer " + RunningPlatform.ADMIN_TOKEN);
            assertThat(partners.statusCode()).isEqualTo(200);
            assertThat(partners.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(partners.headers().firstValue("Strict-Transport-Security"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("max-age="));
            String token = provision(trusting, base);
            assertThat(get(trusting, base + "/ocpi/versions", "Token " + token).body())
                    .contains("\"" + base + "/ocpi/2.3.0/details\"");
            assertThat(platform.log()).contains(base + "/docs");

            HttpClient strange = HttpClient.newHttpClient();
            assertThatThrownBy(() -> get(strange, base + "/ocpi/versions", null))
                    .isInstanceOf(SSLHandshakeException.class);
            HttpResponse<String> plain = get(strange, platform.http().base() + "/ocpi/versions", null);
            assertThat(plain.statusCode()).isEqualTo(400);
            assertThat(plain.body()).doesNotContain("Exception");
        }
    }

    private static String provision(HttpClient client, String base) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + "/admin/partners"))
                        .header("Authorization", "Bearer " + RunningPlatform.ADMIN_TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"name":"CPO","mode":"PROVISIONED","roles":[{"role":"CPO","country_code":"NL","party_id":"TNM",
                                 "business_details":{"name":"CPO"}}]}"""))
                        .build(),
                BodyHandlers.ofString());
        return new Http.Answer(answer.statusCode(), answer.body(), answer)
                .json()
                .get("token")
                .asString();
    }

    private static HttpResponse<String> get(HttpClient client, String url, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static SSLContext trusting(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ocpi", store.getCertificate("ocpi"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
