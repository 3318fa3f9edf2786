package org.ocpiplatform.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** An eMSP's platform that answers the configuration modules, and keeps what it was asked. */
final class FakePartner implements AutoCloseable {

    /** A request as it came. */
    record Asked(String method, String path, String token, String body) {}

    /** What is answered. */
    record Answer(int status, String body) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final String party;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    private FakePartner(HttpServer server, String party) {
        this.server = server;
        this.party = party;
    }

    /** Starts the platform of the eMSP DE-{@code party}. */
    static FakePartner start(String party) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakePartner partner = new FakePartner(server, party);
        server.createContext("/", partner::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        partner.answerWell();
        return partner;
    }

    void answerWell() {
        answers.put("/versions", ok("[{\"version\":\"2.3.0\",\"url\":\"" + url("/2.3.0") + "\"}]"));
        answers.put("/2.3.0", ok("""
                {"version":"2.3.0","endpoints":[
                 {"identifier":"credentials","role":"SENDER","url":"%s"},
                 {"identifier":"locations","role":"RECEIVER","url":"%s"}]}
                """.formatted(url("/credentials"), url("/locations"))));
    }

    void answer(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
    }

    static Answer ok(String data) {
        return new Answer(200, "{\"data\":" + data + ",\"status_code\":1000,\"timestamp\":\"2026-01-01T00:00:00Z\"}");
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Its credentials, with the parties DE-{@code parties} as eMSPs. */
    String credentials(String token, String... parties) {
        StringBuilder roles = new StringBuilder();
        for (String each : parties.length == 0 ? new String[] {party} : parties) {
            roles.append(roles.isEmpty() ? "" : ",").append("""
                    {"role":"EMSP","country_code":"DE","party_id":"%s","business_details":{"name":"Fake"}}
                    """.formatted(each));
        }
        return "{\"token\":\"" + token + "\",\"url\":\"" + url("/versions") + "\",\"roles\":[" + roles + "]}";
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(),
                path,
                new String(Base64.getDecoder().decode(header.substring("Token ".length()))),
                body));
        Answer answer = answers.get(path);
        if (answer == null && path.equals("/credentials")) {
            answer = exchange.getRequestMethod().equals("DELETE")
                    ? new Answer(200, "{\"status_code\":1000}")
                    : ok(credentials("issued-" + issued.incrementAndGet()));
        }
        byte[] bytes = (answer == null ? "" : answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 404 : answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The token that we were last given in credentials. */
    String lastOffered() {
        return OcpiJson.mapper()
                .readTree(asked.stream()
                        .filter(request -> request.path().equals("/credentials")
                                && !request.body().isEmpty())
                        .reduce((first, second) -> second)
                        .orElseThrow()
                        .body())
                .get("token")
                .asString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
