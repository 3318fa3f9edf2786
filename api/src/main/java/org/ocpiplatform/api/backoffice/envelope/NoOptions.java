package org.ocpiplatform.api.backoffice.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses OPTIONS as any other method that is not offered, as GraphQL does; Spring would answer it by itself. */
final class NoOptions implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpRequestMethodNotSupportedException {
        if (handler instanceof HandlerMethod && HttpMethod.OPTIONS.matches(request.getMethod())) {
            // All of the back office is asked for by POST.
            throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of(HttpMethod.POST.name()));
        }
        return true;
    }
}
