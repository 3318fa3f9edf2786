package org.ocpiplatform.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.EdgeSettings;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the body that their request may have. */
@Component
public final class JsonBodyArgument implements HandlerMethodArgumentResolver {

    private static final String ATTRIBUTE = JsonBody.class.getName();

    private final EdgeSettings settings;

    JsonBodyArgument(EdgeSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == JsonBody.class;
    }

    @Override
    public JsonBody resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }

    /** The body of a request, the same for all who ask, because it can be read but once. */
    public JsonBody of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof JsonBody known) {
            return known;
        }
        JsonBody body = new JsonBody(request, settings.maxBodyBytes());
        request.setAttribute(ATTRIBUTE, body);
        return body;
    }
}
