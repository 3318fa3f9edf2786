package org.ocpiplatform.bench.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of an answer that is longer than memory, or has no end: what its chunks hold, as it comes. */
public final class HttpStream implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final List<String> head;
    private int leftOfChunk;
    private boolean first = true;

    private HttpStream(Socket socket, InputStream in, List<String> head) {
        this.socket = socket;
        this.in = in;
        this.head = head;
    }

    /** Sends a request and reads the head of its answer, which must be 200 and come in chunks. */
    public static HttpStream open(URI server, byte[] request) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        try {
            socket.getOutputStream().write(request);
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            List<String> head = new ArrayList<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                head.add(line);
            }
            HttpStream stream = new HttpStream(socket, in, head);
            if (!head.getFirst().startsWith("HTTP/1.1 200")
                    || !"chunked".equalsIgnoreCase(stream.header("Transfer-Encoding"))) {
                throw new IOException("no stream, but " + head);
            }
            return stream;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** The value of a header; null if there is none. */
    public @Nullable String header(String name) {
        String prefix = name + ":";
        return head.stream()
                .filter(line -> line.regionMatches(true, 0, prefix, 0, prefix.length()))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElse(null);
    }

    /**
     * Takes what has come, and waits if nothing has.
     *
     * @return how many bytes; -1 at the end
     * @throws IOException if the server breaks off before the end
     */
    public int read(byte[] bytes, int offset) throws IOException {
        if (leftOfChunk == 0 && !nextChunk()) {
            return -1;
        }
        int read = in.read(bytes, offset, Math.min(leftOfChunk, bytes.length - offset));
        if (read < 0) {
            throw new EOFException("the server broke off");
        }
        leftOfChunk -= read;
        return read;
    }

    private boolean nextChunk() throws IOException {
        if (!first) {
            line(in);
        }
        first = false;
        leftOfChunk = Integer.parseInt(line(in).strip(), 16);
        return leftOfChunk > 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
