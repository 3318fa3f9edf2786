package org.ocpiplatform.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A partner's platform with the Receivers of all modules: it keeps what it is sent, and can be made to fail. */
final class FakeReceiver implements AutoCloseable {

    private static final List<String> MODULES = List.of(
            "bookings", "cdrs", "invoicereconciliation", "locations", "payments", "sessions", "tariffs", "tokens");

    /** A push as it came. */
    record Received(String method, String path, JsonNode body, String to, String from, String correlationId) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    final Map<String, JsonNode> objects = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    FakeReceiver() throws IOException {
        this(0);
    }

    FakeReceiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://localhost:" + port();
    }

    /** Provisions it at a platform as one that is called. */
    String provision(RunningPlatform platform, String role, String country, String party) throws Exception {
        Http.Answer answer = platform.admin().post("/admin/partners", """
                {"name":"%1$s %2$s-%3$s","mode":"PROVISIONED","url":"%4$s/versions","token_b":"token-b",
                 "roles":[{"role":"%1$s","country_code":"%2$s","party_id":"%3$s","business_details":{"name":"%3$s"}}]}
                """.formatted(role, country, party, url()));
        if (answer.status() != 201) {
            throw new IllegalStateException("not provisioned: " + answer);
        }
        return answer.json().get("id").asString();
    }

    /** Answers every push with this HTTP status from now on. */
    void answering(int httpStatus) {
        status = httpStatus;
    }

    /** Answers nothing until {@link #goOn()}. */
    void hang() {
        gate = new CountDownLatch(1);
    }

    void goOn() {
        gate.countDown();
    }

    List<String> requests() {
        return received.stream().map(Received::toString).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getQuery();
            byte[] body = exchange.getRequestBody().readAllBytes();
            String method = exchange.getRequestMethod();
            boolean modules = path.startsWith("/r/");
            await();
            if (modules && !method.equals("GET")) {
                received.add(new Received(
                        method,
                        path.substring(3) + (query == null ? "" : "?" + query),
                        body.length == 0 ? null : OcpiJson.mapper().readTree(body),
                        header(exchange, "OCPI-to-country-code") + header(exchange, "OCPI-to-party-id"),
                        header(exchange, "OCPI-from-country-code") + header(exchange, "OCPI-from-party-id"),
                        header(exchange, "X-Correlation-ID")));
            }
            if (status != 200) {
                answer(exchange, status, null);
            } else if (path.equals("/versions")) {
                answer(exchange, 200, "[{\"version\":\"2.3.0\",\"url\":\"" + url() + "/2.3.0\"}]");
            } else if (path.equals("/2.3.0")) {
                answer(exchange, 200, details());
            } else {
                module(exchange, method, path, body);
            }
        }
    }

    private void module(HttpExchange exchange, String method, String path, byte[] body) throws IOException {
        JsonNode known = objects.get(path);
        switch (method) {
            case "GET" -> answer(exchange, known == null ? 404 : 200, known == null ? null : known.toString());
            case "PUT" -> {
                objects.put(path, OcpiJson.mapper().readTree(body));
                answer(exchange, 200, null);
            }
            case "PATCH" -> {
                if (known != null || path.split("/").length > 6) {
                    if (known instanceof ObjectNode object) {
                        object.setAll((ObjectNode) OcpiJson.mapper().readTree(body));
                    }
                    answer(exchange, 200, null);
                } else {
                    answer(exchange, 404, null);
                }
            }
            case "DELETE" -> answer(exchange, objects.remove(path) == null ? 404 : 200, null);
            default -> {
                JsonNode object = OcpiJson.mapper().readTree(body);
                String place = path + "/kept/" + object.path("id").asString();
                objects.put(place, object);
                exchange.getResponseHeaders().add("Location", url() + place);
                answer(exchange, 201, null);
            }
        }
    }

    private String details() {
        StringBuilder endpoints = new StringBuilder();
        for (String module : MODULES) {
            endpoints
                    .append(endpoints.isEmpty() ? "" : ",")
                    .append("{\"identifier\":\"%1$s\",\"role\":\"RECEIVER\",\"url\":\"%2$s/r/%1$s\"}"
                            .formatted(module, url()));
        }
        endpoints.append(
                ",{\"identifier\":\"credentials\",\"role\":\"SENDER\",\"url\":\"%s/credentials\"}".formatted(url()));
        return "{\"version\":\"2.3.0\",\"endpoints\":[" + endpoints + "]}";
    }

    private static void answer(HttpExchange exchange, int status, String data) throws IOException {
        byte[] answer = ("{\"status_code\":" + (status < 300 ? 1000 : 2000) + (data == null ? "" : ",\"data\":" + data)
                        + ",\"timestamp\":\"2026-01-10T10:00:00Z\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private void await() {
        try {
            gate.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
    }
}
