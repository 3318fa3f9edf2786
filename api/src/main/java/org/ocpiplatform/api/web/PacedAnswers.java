package org.ocpiplatform.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives up on clients that take an answer so slowly that they only hold the thread that writes it. */
final class PacedAnswers extends OncePerRequestFilter {

    /** Attribute of a request: the {@link Pace} of its answer, where the container keeps one. */
    static final String PACE = Pace.class.getName();

    private static final int BYTES_AT_ONCE = 16 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(PACE) instanceof Pace pace) {
            chain.doFilter(request, new Answer(request, response, pace));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** An answer whose bytes are written under the eyes of a pace, by the request's own thread. */
    private static final class Answer extends HttpServletResponseWrapper {

        private final HttpServletRequest request;
        private final Pace pace;
        private @Nullable ServletOutputStream out;

        Answer(HttpServletRequest request, HttpServletResponse response, Pace pace) {
            super(response);
            this.request = request;
            this.pace = pace;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (out == null) {
                out = new Out(request, super.getOutputStream(), pace);
            }
            return out;
        }
    }

    private static final class Out extends ServletOutputStream {

        private final HttpServletRequest request;
        private final ServletOutputStream out;
        private final Pace pace;

        Out(HttpServletRequest request, ServletOutputStream out, Pace pace) {
            this.request = request;
            this.out = out;
            this.pace = pace;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (request.isAsyncStarted()) {
                out.write(bytes, offset, length);
                return;
            }
            for (int at = 0; at < length; at += BYTES_AT_ONCE) {
                int part = Math.min(BYTES_AT_ONCE, length - at);
                pace.waitFrom(System.nanoTime());
                try {
                    out.write(bytes, offset + at, part);
                } finally {
                    pace.waitedUntil(System.nanoTime(), part);
                }
                if (pace.isTooSlow(System.nanoTime())) {
                    BrokenAnswer.breakOff(request);
                    throw new SocketTimeoutException("the answer is taken too slowly");
                }
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
