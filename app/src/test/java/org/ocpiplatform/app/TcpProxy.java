package org.ocpiplatform.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on this machine that can be cut, stalled and restored. */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 64 << 10;

    private enum State {
        OPEN,
        /** Connections are taken and nothing passes, as with a server that is suspended. */
        STALLED,
        /** Connections are closed at once. */
        CUT,
        CLOSED
    }

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private State state = State.OPEN;

    TcpProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut() {
        set(State.CUT);
        closeAll();
    }

    void stall() {
        set(State.STALLED);
    }

    void restore() {
        set(State.OPEN);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (isCut()) {
                    client.close();
                    continue;
                }
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(upstream);
                Thread.ofVirtual().start(() -> pump(client, upstream));
                Thread.ofVirtual().start(() -> pump(upstream, client));
            } catch (IOException e) {
                // The server is gone, or this proxy is being closed.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                awaitOpen();
                out.write(buffer, 0, read);
                out.flush();
                read = in.read(buffer);
            }
        } catch (IOException | InterruptedException e) {
            // Either end was closed.
        } finally {
            close(from);
            close(to);
        }
    }

    private synchronized void awaitOpen() throws InterruptedException {
        while (state == State.STALLED) {
            wait();
        }
    }

    private synchronized boolean isCut() {
        return state == State.CUT || state == State.CLOSED;
    }

    private synchronized void set(State next) {
        state = next;
        notifyAll();
    }

    private void closeAll() {
        sockets.forEach(this::close);
    }

    private void close(Socket socket) {
        try {
            sockets.remove(socket);
            socket.close();
        } catch (IOException e) {
            // It is of no more use in any case.
        }
    }

    @Override
    public void close() throws IOException {
        set(State.CLOSED);
        server.close();
        closeAll();
    }
}
