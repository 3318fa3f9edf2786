package org.ocpiplatform.eventstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands between a client and the server and can cut a connection at the moment the server answers. */
final class LossyProxy implements AutoCloseable {

    /** What the server sends when it has completed an INSERT or the SELECT around it. */
    private static final String COMPLETED = "SELECT 1\0";

    private final ServerSocket listening;
    private final int serverPort;
    private final AtomicBoolean losing = new AtomicBoolean();
    private final AtomicBoolean lost = new AtomicBoolean();

    LossyProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Cuts the connection of the next insert, after it was committed. */
    void loseNextInsert() {
        losing.set(true);
    }

    boolean hasLost() {
        return lost.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                Thread.ofVirtual().start(() -> forward(client, server, false));
                Thread.ofVirtual().start(() -> forward(server, client, true));
            } catch (IOException e) {
                // closed, or a client that has gone
            }
        }
    }

    private void forward(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[65536];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                // The server answers a transaction sent in one go only after its commit, in one piece.
                if (answers && isInsertAnswer(Arrays.copyOf(bytes, n)) && losing.compareAndSet(true, false)) {
                    lost.set(true);
                    return;
                }
                out.write(bytes, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // either side has gone
        }
    }

    private static boolean isInsertAnswer(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).split(COMPLETED, -1).length == 3;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
