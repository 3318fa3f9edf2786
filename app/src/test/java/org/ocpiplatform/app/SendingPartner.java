package org.ocpiplatform.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Locations;
import tools.jackson.databind.node.ObjectNode;

/** A CPO's platform that publishes locations. */
final class SendingPartner implements AutoCloseable {

    /** The objects of the list in the order in which they came to be. */
    final List<ObjectNode> locations = new CopyOnWriteArrayList<>();
    /** Queries of the requests for the list. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /** Where the page that begins at an offset says that the next is; null is the truth. */
    volatile IntFunction<String> lie = offset -> null;
    /** Happens before a page is answered. */
    volatile Runnable before = () -> {};

    private final String party;
    private HttpServer server;
    private int port;

    SendingPartner(String party) throws IOException {
        this.party = party;
        start();
    }

    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/versions", exchange -> answer(exchange, """
                [{"version":"2.3.0","url":"%s/details"}]""".formatted(url()), Map.of()));
        server.createContext("/details", exchange -> answer(exchange, """
                {"version":"2.3.0","endpoints":[
                 {"identifier":"credentials","role":"SENDER","url":"%1$s/credentials"},
                 {"identifier":"locations","role":"SENDER","url":"%1$s/locations"}]}""".formatted(url()), Map.of()));
        server.createContext("/locations", this::list);
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Provisions the partner; its id and token. */
    String[] provision(RunningPlatform platform) throws Exception {
        Http.Answer answer = platform.admin().post("/admin/partners", """
                {"name":"CPO %1$s","mode":"PROVISIONED","url":"%2$s/versions","token_b":"token-b",
                 "roles":[{"role":"CPO","country_code":"NL","party_id":"%1$s","business_details":{"name":"%1$s"}}]}
                """.formatted(party, url()));
        if (answer.status() != 201) {
            throw new IllegalStateException("not provisioned: " + answer);
        }
        return new String[] {
            answer.json().get("id").asString(), answer.json().get("token").asString()
        };
    }

    ObjectNode location(String id, String lastUpdated) {
        ObjectNode location = OcpiJson.mapper()
                .readValue(
                        OcpiJson.mapper()
                                .writeValueAsString(
                                        Locations.aLocation().withId(id).build()),
                        ObjectNode.class);
        return location.put("country_code", "NL").put("party_id", party).put("last_updated", lastUpdated);
    }

    private void list(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        asked.add(query);
        before.run();
        Map<String, String> parameters = Stream.of(query.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].replace("%3A", ":")));
        int offset = Integer.parseInt(parameters.get("offset"));
        int limit = Integer.parseInt(parameters.get("limit"));
        List<ObjectNode> matching = new ArrayList<>(locations);
        String from = parameters.get("date_from");
        if (from != null) {
            matching.removeIf(location ->
                    OcpiDateTime.parse(location.get("last_updated").asString()).isBefore(OcpiDateTime.parse(from)));
        }
        int end = Math.min(matching.size(), offset + limit);
        String next = lie.apply(offset);
        if (next == null && end < matching.size()) {
            next = url() + "/locations?" + query.replaceFirst("offset=\\d+", "offset=" + end);
        }
        Map<String, String> headers = next == null
                ? Map.of("X-Total-Count", "" + matching.size())
                : Map.of("X-Total-Count", "" + matching.size(), "Link", "<" + next + ">; rel=\"next\"");
        answer(
                exchange,
                matching.subList(Math.min(offset, end), end).stream()
                        .map(ObjectNode::toString)
                        .collect(Collectors.joining(",", "[", "]")),
                headers);
    }

    private static void answer(HttpExchange exchange, String data, Map<String, String> headers) throws IOException {
        byte[] body = ("{\"status_code\":1000,\"timestamp\":\"2026-03-01T10:00:00Z\",\"data\":" + data + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
