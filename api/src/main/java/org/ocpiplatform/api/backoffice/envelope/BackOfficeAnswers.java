package org.ocpiplatform.api.backoffice.envelope;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficeAnswer;
import org.ocpiplatform.api.http.Problems;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Sends what the back office answers, whatever the client says it accepts. */
@Component
public final class BackOfficeAnswers implements HandlerMethodReturnValueHandler {

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return type.getParameterType() == BackOfficeAnswer.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object answer, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
            throws IOException {
        container.setRequestHandled(true);
        write(Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)), (BackOfficeAnswer)
                Objects.requireNonNull(answer));
    }

    /** Answers that a request has failed; the message is shown to the caller. */
    public static void fail(HttpServletResponse response, int status, String message) throws IOException {
        write(response, new BackOfficeAnswer(status, List.of(), message));
    }

    /** Answers that the request needs another token than it came with, or one at all. */
    public static void unauthorized(HttpServletResponse response, String message) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        fail(response, HttpStatus.UNAUTHORIZED.value(), message);
    }

    static void write(HttpServletResponse response, BackOfficeAnswer answer) throws IOException {
        byte[] body = OcpiJson.mapper().writeValueAsBytes(answer);
        if (answer.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
        }
        response.setStatus(answer.status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
