package org.ocpiplatform.api.ocpi.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Sends what controllers answer, whatever the client says it accepts: OCPI knows only JSON. */
@Component
public final class OcpiAnswerHandler implements HandlerMethodReturnValueHandler {

    private final EnvelopeWriter envelopes;

    OcpiAnswerHandler(EnvelopeWriter envelopes) {
        this.envelopes = envelopes;
    }

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return type.getParameterType() == OcpiAnswer.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object answer, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
            throws IOException {
        container.setRequestHandled(true);
        envelopes.write(
                Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
                Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)),
                (OcpiAnswer) Objects.requireNonNull(answer));
    }
}
