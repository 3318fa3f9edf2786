package org.ocpiplatform.api.ocpi.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.Routes;
import org.ocpiplatform.ocpi.Side;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the exchange that they take part in, and the side that was called. */
@Component
public final class ExchangeArgument implements HandlerMethodArgumentResolver {

    /** Of {@code /ocpi/{side}/2.3.0}. */
    private static final int SIDE = "/ocpi/".length();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == OcpiExchange.class || parameter.getParameterType() == Side.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        return parameter.getParameterType() == Side.class ? side(request) : OcpiExchange.of(request);
    }

    /** From the pattern and not the path, in which a partner may have encoded letters. */
    private static Side side(HttpServletRequest request) {
        String pattern = Routes.of(request);
        return Side.of(pattern.substring(SIDE, pattern.indexOf('/', SIDE)));
    }
}
