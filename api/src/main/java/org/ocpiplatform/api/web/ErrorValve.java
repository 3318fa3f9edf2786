package org.ocpiplatform.api.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.http.HttpStatus;

/** Answers requests that Tomcat could not even hand to the application, such as those with a broken path. */
final class ErrorValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorValve.class);

    private final Unrouted unrouted;

    ErrorValve(Unrouted unrouted) {
        this.unrouted = unrouted;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        BrokenAnswer.prepare(request, response);
        super.invoke(request, response);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (failure != null) {
            // Anybody can send what Tomcat refuses.
            LOG.atLevel(status < 500 ? Level.DEBUG : Level.ERROR)
                    .setCause(failure)
                    .log("A request failed outside the application");
        }
        HttpStatus known = HttpStatus.resolve(status);
        try {
            unrouted.answer(
                    request,
                    response.getResponse(),
                    status,
                    request.getRequestURI(),
                    known == null ? "the request failed" : known.getReasonPhrase());
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
        }
    }
}
