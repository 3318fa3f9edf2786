package org.ocpiplatform.bench.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The response that a connection is receiving; its memory is used again for the next one. */
public final class HttpResponse {

    private static final byte[] STATUS_OK = "\"status_code\":1000".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ENVELOPE_LENGTH = 300;
    private static final int STATUS_POSITION = "HTTP/1.1 ".length();
    private static final int UNKNOWN = -1;
    private static final int CHUNKED = -2;

    private ByteBuffer received = ByteBuffer.allocate(16 * 1024);
    private int headEnd;
    private int status;
    private int contentLength;
    private boolean closing;
    private int bodyEnd;
    private int nextChunk;

    HttpResponse() {
        reset();
    }

    void reset() {
        received.clear();
        headEnd = UNKNOWN;
        status = 0;
        contentLength = UNKNOWN;
        closing = false;
        bodyEnd = 0;
        nextChunk = 0;
    }

    /**
     * Takes what the channel has.
     *
     * @return whether the response is complete
     * @throws IOException if the server has closed the connection or does not speak HTTP/1.1 as expected
     */
    boolean read(SocketChannel channel) throws IOException {
        if (!received.hasRemaining()) {
            received = ByteBuffer.wrap(Arrays.copyOf(received.array(), 2 * received.capacity()))
                    .position(received.position());
        }
        int before = received.position();
        if (channel.read(received) < 0) {
            throw new IOException("the server closed the connection before it had answered");
        }
        if (headEnd == UNKNOWN && !readHead(before)) {
            return false;
        }
        return contentLength == CHUNKED ? readChunks() : received.position() >= headEnd + contentLength;
    }

    private boolean readHead(int before) throws IOException {
        int end = indexOf(Math.max(0, before - 3), received.position(), "\r\n\r\n");
        if (end < 0) {
            return false;
        }
        headEnd = end + 4;
        bodyEnd = headEnd;
        nextChunk = headEnd;
        status = (int) number(STATUS_POSITION, STATUS_POSITION + 3, 10);
        closing = "close".equalsIgnoreCase(header("Connection"));
        String length = header("Content-Length");
        if (length != null) {
            contentLength = Integer.parseInt(length);
            bodyEnd = headEnd + contentLength;
        } else if ("chunked".equalsIgnoreCase(header("Transfer-Encoding"))) {
            contentLength = CHUNKED;
        } else {
            throw new IOException("neither Content-Length nor chunks in " + text(0, headEnd));
        }
        return true;
    }

    /** Moves the content of chunks together, over the sizes between them. */
    private boolean readChunks() throws IOException {
        while (true) {
            int lineEnd = indexOf(nextChunk, received.position(), "\r\n");
            if (lineEnd < 0) {
                return false;
            }
            int length = (int) number(nextChunk, lineEnd, 16);
            int content = lineEnd + 2;
            if (received.position() < content + length + 2) {
                return false;
            }
            if (length == 0) {
                return true;
            }
            System.arraycopy(received.array(), content, received.array(), bodyEnd, length);
            bodyEnd += length;
            nextChunk = content + length + 2;
        }
    }

    private long number(int from, int to, int radix) throws IOException {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(received.get(i), radix);
            if (digit < 0) {
                throw new IOException("not a number: " + text(from, to));
            }
            number = number * radix + digit;
        }
        return number;
    }

    private int indexOf(int from, int to, String text) {
        byte[] bytes = received.array();
        outer:
        for (int i = from; i <= to - text.length(); i++) {
            for (int j = 0; j < text.length(); j++) {
                if (bytes[i + j] != text.charAt(j)) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }

    /** The value of a header; null if there is none. */
    public @Nullable String header(String name) {
        // Looks at bytes, because making text of every head would cost more than all the rest.
        int line = indexOf(0, headEnd, "\r\n") + 2;
        while (line < headEnd - 2) {
            int end = indexOf(line, headEnd, "\r\n");
            if (received.get(line + name.length()) == ':' && startsWith(line, name)) {
                return text(line + name.length() + 1, end).strip();
            }
            line = end + 2;
        }
        return null;
    }

    private boolean startsWith(int from, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase(received.get(from + i)) != Character.toLowerCase(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Whether this was the last response on its connection. */
    boolean closing() {
        return closing;
    }

    /** Whether the request succeeded in HTTP's and in OCPI's terms; looks only where an envelope has its status. */
    public boolean succeeded() {
        return status / 100 == 2
                && (contains(Math.max(headEnd, bodyEnd - ENVELOPE_LENGTH), bodyEnd)
                        || contains(headEnd, Math.min(bodyEnd, headEnd + ENVELOPE_LENGTH)));
    }

    private boolean contains(int from, int to) {
        byte[] bytes = received.array();
        for (int i = from; i <= to - STATUS_OK.length; i++) {
            if (Arrays.equals(bytes, i, i + STATUS_OK.length, STATUS_OK, 0, STATUS_OK.length)) {
                return true;
            }
        }
        return false;
    }

    /** A copy of the body. */
    public byte[] body() {
        return Arrays.copyOfRange(received.array(), headEnd, bodyEnd);
    }

    private String text(int from, int to) {
        return new String(received.array(), from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The beginning of the response, for messages about failures. */
    @Override
    public String toString() {
        String body = new String(body(), StandardCharsets.UTF_8);
        return status + " " + (body.length() > 400 ? body.substring(0, 400) + "…" : body);
    }
}
