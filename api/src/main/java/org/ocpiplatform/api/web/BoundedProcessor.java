package org.ocpiplatform.api.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.limits.LimitSettings.Transfers;

/**
 * One connection's requests, one after the other. A head costs no thread while it comes; reading a body and writing an
 * answer do, so both must keep a pace. Threads that are not the container's, such as those of streams, are only bound by
 * the timeout of a single write.
 */
final class BoundedProcessor extends Http11Processor {

    /** As long as Tomcat's own default, which for reading is too long. */
    private static final int WRITE_TIMEOUT_MILLIS = 60_000;

    private static final Duration DRAIN_GRACE = Duration.ofSeconds(5);

    private final Transfers bounds;
    private final Set<BoundedProcessor> serving;
    private final Semaphore draining;
    private final int maxDrainedBytes;
    private final Adapter completing;
    private final Pace receiving;
    private final Pace sending;
    private final Pace drainingPace;

    /** The connection on which a head has begun, and when; of any other one it says nothing. */
    private @Nullable SocketWrapperBase<?> headOn;

    private long headSince;
    private volatile @Nullable Thread servant;
    private volatile boolean drains;

    BoundedProcessor(
            AbstractHttp11Protocol<?> protocol,
            Adapter adapter,
            Transfers bounds,
            Set<BoundedProcessor> serving,
            Semaphore draining) {
        super(protocol, adapter);
        this.bounds = bounds;
        this.serving = serving;
        this.draining = draining;
        this.maxDrainedBytes = protocol.getMaxSwallowSize();
        this.completing = new Completing(adapter);
        this.receiving = new Pace(bounds.grace(), bounds.bytesPerSecond());
        this.sending = new Pace(bounds.grace(), bounds.bytesPerSecond());
        this.drainingPace = new Pace(
                bounds.grace().compareTo(DRAIN_GRACE) < 0 ? bounds.grace() : DRAIN_GRACE, bounds.bytesPerSecond());
        request.setInputBuffer(new Paced(request.getInputBuffer()));
    }

    @Override
    public Adapter getAdapter() {
        return completing;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        if (headOn == socket && System.nanoTime() - headSince > bounds.head().toNanos()) {
            return SocketState.CLOSED;
        }
        socket.setWriteTimeout(WRITE_TIMEOUT_MILLIS);
        servant = Thread.currentThread();
        serving.add(this);
        SocketState state;
        try {
            state = super.service(socket);
        } finally {
            serving.remove(this);
            servant = null;
        }
        if (state != SocketState.LONG || isAsync()) {
            headOn = null;
        } else if (headOn != socket) {
            headOn = socket;
            headSince = System.nanoTime();
        }
        return state;
    }

    /** Ends a connection whose bytes come or go so slowly that the thread does not even get to look at the time. */
    void breakOffIfStuck() {
        long now = System.nanoTime();
        SocketWrapperBase<?> socket = getSocketWrapper();
        if (socket != null && ((drains ? drainingPace : receiving).isTooSlow(now) || sending.isTooSlow(now))) {
            socket.close();
        }
    }

    /** Reads what is left of a body, so that the client gets to read the answer, unless that takes too long. */
    private void drain() {
        if (isAsync()
                || request.hasExpectation()
                || isRequestBodyFullyRead()
                || getErrorState().isError()) {
            return;
        }
        if (receiving.isTooSlow(System.nanoTime()) || !draining.tryAcquire()) {
            setErrorState(ErrorState.CLOSE_CLEAN, null);
            return;
        }
        drainingPace.startOver();
        drains = true;
        try {
            Discarding rest = new Discarding();
            long drained = 0;
            int read = request.doRead(rest);
            while (read >= 0 && drained <= maxDrainedBytes) {
                drained += read;
                read = request.doRead(rest);
            }
            if (read >= 0) {
                setErrorState(ErrorState.CLOSE_CLEAN, null);
            }
        } catch (IOException e) {
            setErrorState(ErrorState.CLOSE_CLEAN, null);
        } finally {
            drains = false;
            draining.release();
        }
    }

    /** Reads from the client, and gives up if that takes too long. */
    private final class Paced implements InputBuffer {

        private final InputBuffer input;

        private Paced(InputBuffer input) {
            this.input = input;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            if (Thread.currentThread() != servant) {
                return input.doRead(handler);
            }
            Pace pace = drains ? drainingPace : receiving;
            pace.waitFrom(System.nanoTime());
            int read = 0;
            try {
                read = input.doRead(handler);
            } finally {
                pace.waitedUntil(System.nanoTime(), Math.max(read, 0));
            }
            if (read >= 0 && pace.isTooSlow(System.nanoTime())) {
                throw new SocketTimeoutException("the body comes too slowly");
            }
            return read;
        }

        @Override
        public int available() {
            return input.available();
        }
    }

    /** Hands requests to the application, and completes them when it has answered. */
    private final class Completing implements Adapter {

        private final Adapter application;

        private Completing(Adapter application) {
            this.application = application;
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            // The next head may have begun to come before this answer is written.
            headOn = null;
            receiving.startOver();
            sending.startOver();
            request.setAttribute(PacedAnswers.PACE, sending);
            application.service(request, response);
            drain();
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return application.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
            return application.asyncDispatch(request, response, status);
        }

        @Override
        public void log(Request request, Response response, long time) {
            application.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            application.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return application.getDomain();
        }
    }

    /** Takes bytes for nobody. */
    private static final class Discarding implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(@Nullable ByteBuffer buffer) {
            this.buffer = Objects.requireNonNullElse(buffer, this.buffer);
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // The buffer is the connection's own, and never too small.
        }
    }
}
