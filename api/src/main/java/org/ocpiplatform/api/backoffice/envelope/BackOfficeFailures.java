package org.ocpiplatform.api.backoffice.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.http.MessageIds;
import org.ocpiplatform.api.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers whatever goes wrong under the back office's paths with its envelope. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BackOfficeFailures implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(BackOfficeFailures.class);

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!BackOfficePaths.cover(request.getRequestURI())) {
            return null;
        }
        answer(request, response, failure);
        return new ModelAndView();
    }

    static void answer(HttpServletRequest request, HttpServletResponse response, Throwable failure) {
        if (failure instanceof IOException && response.isCommitted()) {
            LOG.debug("The client has gone", failure);
            return;
        }
        BackOfficeFailure told = BackOfficeFailure.of(failure);
        if (told.unexpected()) {
            LOG.error(
                    "{} {} failed, X-Request-ID {}",
                    request.getMethod(),
                    Routes.of(request),
                    MessageIds.of(request).requestId(),
                    failure);
        }
        if (response.isCommitted()) {
            // The client has part of an answer and sees by its length that the rest is missing.
            return;
        }
        told.headers().forEach(response::setHeader);
        try {
            response.resetBuffer();
            BackOfficeAnswers.write(response, told.answer());
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
        }
    }
}
