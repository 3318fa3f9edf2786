package org.ocpiplatform.bench.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.http.HttpResponse;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** A running platform with two partners on it: a CPO that pushes sessions and an eMSP that reads them. */
public final class Platform {

    /** What the platforms that we start take as their administrator's token. */
    public static final String ADMIN_TOKEN = "administrator-of-a-benchmark";

    private static final String READINESS = "/actuator/health/readiness";
    private static final String LIVENESS = "/actuator/health/liveness";

    private final URI url;
    private final String cpo;
    private final String emsp;

    private Platform(URI url, String cpo, String emsp) {
        this.url = url;
        this.cpo = cpo;
        this.emsp = emsp;
    }

    /** Starts a platform on a data directory, which it creates if it is not there, and waits until it is ready. */
    public static ServerProcess start(CleanUp cleanUp, Program program, String heap, Path data, Path log)
            throws IOException, InterruptedException {
        return start(cleanUp, program, heap, data, log, READINESS);
    }

    /** Starts a platform that may have to read a lot of events before it is ready, and does not wait for that. */
    public static ServerProcess startReading(CleanUp cleanUp, Path jar, String heap, Path data, Path log)
            throws IOException, InterruptedException {
        return start(cleanUp, Program.of(jar), heap, data, log, LIVENESS);
    }

    private static ServerProcess start(
            CleanUp cleanUp, Program program, String heap, Path data, Path log, String readyPath)
            throws IOException, InterruptedException {
        List<String> command = program.on(data);
        command.addAll(List.of(
                "--ocpi.demo=false",
                "--ocpi.limits.requests-per-second=0",
                "--ocpi.limits.concurrent=0",
                "--ocpi.admin.token=" + ADMIN_TOKEN));
        return ServerProcess.start(cleanUp, heap, command, readyPath, log);
    }

    /** Starts a platform as its README says, with no other setting than where its data are, and waits until it is ready. */
    public static ServerProcess startAsIs(CleanUp cleanUp, Program program, String heap, Path data, Path log)
            throws IOException, InterruptedException {
        return ServerProcess.start(cleanUp, heap, program.on(data), READINESS, log);
    }

    /** Makes the two partners on a platform that does not have them yet. */
    public static Platform provision(URI url, String adminToken) throws IOException {
        return new Platform(
                url, partner(url, adminToken, "CPO", Sessions.CPO), partner(url, adminToken, "EMSP", Sessions.EMSP));
    }

    private static String partner(URI url, String adminToken, String role, String party) throws IOException {
        String body = """
                {"name":"Bench %1$s","mode":"PROVISIONED","roles":[{"role":"%1$s","country_code":"NL","party_id":"%2$s",\
                "business_details":{"name":"Bench %1$s"}}]}""".formatted(role, party);
        try (HttpConnection connection = HttpConnection.open(url)) {
            HttpResponse response = connection.exchange(
                    HttpRequest.to(url, "Bearer " + adminToken).json("POST", "/admin/partners", body));
            if (response.status() != 201) {
                throw new IOException("the platform does not take the partner " + role + ": " + response);
            }
            String token = OcpiJson.mapper()
                    .readTree(response.body())
                    .required("token")
                    .asString();
            return Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The partners that were {@linkplain #keep kept} in a file, on the platform that has them. */
    public static Platform kept(URI url, Path file) throws IOException {
        List<String> tokens = Files.readAllLines(file);
        return new Platform(url, tokens.getFirst(), tokens.getLast());
    }

    /** Keeps the partners for later runs on the same data. */
    public void keep(Path file) throws IOException {
        Files.write(file, List.of(cpo, emsp));
    }

    /** The same partners on the platform that runs at another address after a restart. */
    public Platform at(URI newUrl) {
        return new Platform(newUrl, cpo, emsp);
    }

    /** Where the platform is. */
    public URI url() {
        return url;
    }

    /** Requests of the administrator of a platform that we started. */
    public HttpRequest administrator() {
        return HttpRequest.to(url, "Bearer " + ADMIN_TOKEN);
    }

    /** Requests of the CPO. */
    public HttpRequest cpo() {
        return HttpRequest.to(url, "Token " + cpo);
    }

    /** Requests of the eMSP. */
    public HttpRequest emsp() {
        return HttpRequest.to(url, "Token " + emsp);
    }
}
