package org.ocpiplatform.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes traces as OTLP over HTTP, and reads as much of the Protocol Buffers as tests look at. */
final class OtlpReceiver implements AutoCloseable {

    /** A span; attributes that are no texts are left out. */
    record Span(
            String traceId,
            String id,
            String parentId,
            String name,
            int kind,
            Map<String, String> attributes,
            List<String> linkedTraces) {}

    static final int SERVER = 2;
    static final int CLIENT = 3;
    static final int CONSUMER = 5;

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    static OtlpReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        OtlpReceiver receiver = new OtlpReceiver(server);
        server.createContext("/v1/traces", receiver::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return receiver;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** The spans of the trace of which one has an attribute with that value. */
    List<Span> traceWith(String key, String value) {
        return spans.stream()
                .filter(span -> value.equals(span.attributes().get(key)))
                .findFirst()
                .map(found -> spans.stream()
                        .filter(span -> span.traceId().equals(found.traceId()))
                        .toList())
                .orElse(List.of());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Fields request = Fields.of(ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()));
            for (Fields resource : request.messages(1)) {
                for (Fields scope : resource.messages(2)) {
                    scope.messages(2).forEach(span -> spans.add(span(span)));
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Span span(Fields span) {
        Map<String, String> attributes = new HashMap<>();
        for (Fields attribute : span.messages(9)) {
            for (Fields value : attribute.messages(2)) {
                attributes.put(attribute.text(1), value.text(1));
            }
        }
        return new Span(
                span.hex(1),
                span.hex(2),
                span.hex(4),
                span.text(5),
                (int) span.number(6),
                attributes,
                span.messages(13).stream().map(link -> link.hex(1)).toList());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The fields of a message by their numbers. */
    private record Fields(Map<Integer, List<byte[]>> contents, Map<Integer, Long> numbers) {

        private static final int VARINT = 0;
        private static final int FIXED_64 = 1;
        private static final int LENGTH_DELIMITED = 2;
        private static final int FIXED_32 = 5;

        static Fields of(ByteBuffer bytes) {
            Map<Integer, List<byte[]>> contents = new HashMap<>();
            Map<Integer, Long> numbers = new HashMap<>();
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining()) {
                long key = varint(bytes);
                int field = (int) (key >>> 3);
                switch ((int) (key & 7)) {
                    case VARINT -> numbers.put(field, varint(bytes));
                    case FIXED_64 -> numbers.put(field, bytes.getLong());
                    case FIXED_32 -> numbers.put(field, (long) bytes.getInt());
                    case LENGTH_DELIMITED -> {
                        byte[] content = new byte[(int) varint(bytes)];
                        bytes.get(content);
                        contents.computeIfAbsent(field, any -> new ArrayList<>())
                                .add(content);
                    }
                    default -> throw new IllegalArgumentException("no Protocol Buffers");
                }
            }
            return new Fields(contents, numbers);
        }

        private static long varint(ByteBuffer bytes) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes.get();
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        List<Fields> messages(int field) {
            return contents.getOrDefault(field, List.of()).stream()
                    .map(content -> of(ByteBuffer.wrap(content)))
                    .toList();
        }

        String text(int field) {
            return new String(first(field), StandardCharsets.UTF_8);
        }

        String hex(int field) {
            return HexFormat.of().formatHex(first(field));
        }

        long number(int field) {
            return numbers.getOrDefault(field, 0L);
        }

        private byte[] first(int field) {
            List<byte[]> found = contents.getOrDefault(field, List.of());
            return found.isEmpty() ? new byte[0] : found.getFirst();
        }
    }
}
