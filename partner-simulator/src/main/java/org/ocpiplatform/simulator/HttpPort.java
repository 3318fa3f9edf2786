package org.ocpiplatform.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Listens on a port, can stop to and start again, and delivers answers in every way that they ask for. */
final class HttpPort implements AutoCloseable {

    private final Function<Call, Answer> answers;
    private final InetSocketAddress address;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    private HttpPort(InetSocketAddress address, Function<Call, Answer> answers) throws IOException {
        this.answers = answers;
        HttpServer first = HttpServer.create(address, 0);
        this.address = first.getAddress();
        serve(first);
    }

    static HttpPort open(InetSocketAddress address, Function<Call, Answer> answers) {
        try {
            return new HttpPort(address, answers);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
    }

    int number() {
        return address.getPort();
    }

    /** Listens no more; whoever waits for an answer loses the connection. */
    synchronized void down() {
        if (server != null && threads != null) {
            threads.shutdownNow();
            server.stop(0);
            server = null;
        }
    }

    /** Listens again, on the same port. */
    synchronized void up() {
        if (server == null) {
            try {
                serve(HttpServer.create(address, 0));
            } catch (IOException e) {
                throw new UncheckedIOException("somebody took " + address, e);
            }
        }
    }

    @Override
    public void close() {
        down();
    }

    private void serve(HttpServer fresh) {
        server = fresh;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        fresh.setExecutor(threads);
        fresh.createContext("/", this::handle);
        fresh.start();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            deliver(exchange, answer(Call.of(exchange)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The client went away, which is its right.
        }
    }

    /** What goes wrong in here is told, so that nobody takes it for a fault that was switched on. */
    private Answer answer(Call call) {
        try {
            return answers.apply(call);
        } catch (RuntimeException e) {
            return Answer.plain(500, "text/plain", "the simulator failed: " + e);
        }
    }

    private static void deliver(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        switch (answer.delivery()) {
            case NORMAL -> {
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
            case DRIP -> {
                exchange.sendResponseHeaders(answer.status(), body.length);
                for (byte each : body) {
                    exchange.getResponseBody().write(each);
                    exchange.getResponseBody().flush();
                    Thread.sleep(1000);
                }
            }
            case GIGANTIC -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.status(), 0);
                gigantic(exchange.getResponseBody());
            }
            case NEVER -> Thread.sleep(Long.MAX_VALUE);
            case CLOSE -> exchange.close();
        }
    }

    private static void gigantic(OutputStream body) throws IOException {
        byte[] piece = new byte[64 * 1024];
        Arrays.fill(piece, (byte) 'x');
        body.write("{\"status_code\":1000,\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":\""
                .getBytes(StandardCharsets.UTF_8));
        for (int sent = 0; sent < Answer.GIGANTIC_BYTES; sent += piece.length) {
            body.write(piece);
        }
        body.write("\"}".getBytes(StandardCharsets.UTF_8));
    }
}
