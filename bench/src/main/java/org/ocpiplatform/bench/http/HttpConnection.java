package org.ocpiplatform.bench.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection with keep-alive that carries one request at a time; reconnects where the server ends keep-alive. */
public final class HttpConnection implements AutoCloseable {

    private final InetSocketAddress server;
    private final @Nullable Selector selector;
    private final HttpResponse response = new HttpResponse();
    private SocketChannel channel;

    private HttpConnection(InetSocketAddress server, @Nullable Selector selector) throws IOException {
        this.server = server;
        this.selector = selector;
        this.channel = connect();
    }

    /** A connection that waits for answers. */
    public static HttpConnection open(URI server) throws IOException {
        return new HttpConnection(address(server), null);
    }

    /** A connection that tells a selector when something of an answer has come; it is the attachment of its key. */
    public static HttpConnection open(URI server, Selector selector) throws IOException {
        return new HttpConnection(address(server), selector);
    }

    private static InetSocketAddress address(URI server) {
        return new InetSocketAddress(server.getHost(), server.getPort() < 0 ? 80 : server.getPort());
    }

    private SocketChannel connect() throws IOException {
        SocketChannel connected = SocketChannel.open(server);
        connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (selector != null) {
            connected.configureBlocking(false);
            connected.register(selector, SelectionKey.OP_READ, this);
        }
        return connected;
    }

    /** Sends a request whose answer {@link #receive} takes. */
    public void send(byte[] request) throws IOException {
        response.reset();
        ByteBuffer remaining = ByteBuffer.wrap(request);
        // The server has answered everything before, so its receive buffer is empty and this does not wait.
        while (remaining.hasRemaining()) {
            channel.write(remaining);
        }
    }

    /** Takes what has come of the answer; returns whether that completes it. */
    public boolean receive() throws IOException {
        return response.read(channel);
    }

    /** The answer, until the next request is sent. */
    public HttpResponse response() {
        return response;
    }

    /** Makes the connection ready for the next request, where the server does not keep it alive. */
    public void renewIfClosing() throws IOException {
        if (response.closing()) {
            renew();
        }
    }

    /** Connects anew, after a failure. */
    public void renew() throws IOException {
        channel.close();
        channel = connect();
    }

    /** Sends a request and waits for its answer. */
    public HttpResponse exchange(byte[] request) throws IOException {
        renewIfClosing();
        send(request);
        while (!receive()) {
            // The channel waits.
        }
        return response;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
