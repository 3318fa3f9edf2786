package org.ocpiplatform.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** An operator's charge point back end that takes what it is sent and replies when a test says so. */
final class ChargePointBackEnd implements AutoCloseable {

    /** A request as it came. */
    record Request(String path, JsonNode body) {

        String uid() {
            return body.get("uid").asString();
        }

        /** The path at which the reply is awaited. */
        String replyPath() {
            return URI.create(body.get("reply_to").asString()).getRawPath();
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;
    private volatile Duration delay = Duration.ZERO;

    private ChargePointBackEnd(HttpServer server) {
        this.server = server;
    }

    static ChargePointBackEnd start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ChargePointBackEnd backEnd = new ChargePointBackEnd(server);
        server.createContext("/", backEnd::take);
        server.setExecutor(backEnd.threads);
        server.start();
        return backEnd;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/back-end";
    }

    /** Hangs up instead of answering. */
    static final int NO_ANSWER = 0;

    /** Answers so from now on. */
    void answers(int httpStatus, Duration after) {
        status = httpStatus;
        delay = after;
    }

    /** What it was sent, oldest first. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Replies to a request as the CPO that this token belongs to. */
    static Http.Answer reply(RunningPlatform platform, String cpoToken, Request request, String body)
            throws IOException, InterruptedException {
        return platform.partner(cpoToken).post(request.replyPath(), body);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = OcpiJson.mapper().readTree(exchange.getRequestBody().readAllBytes());
            requests.add(new Request(exchange.getRequestURI().getPath(), body));
            TimeUnit.MILLISECONDS.sleep(delay.toMillis());
            if (status != NO_ANSWER) {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
