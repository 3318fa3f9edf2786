package org.ocpiplatform.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets every percent-encoded character of an id through, and refuses what other parts of the request's handling would
 * understand differently: path parameters, which Spring would cut off, and segments of dots, which Tomcat would resolve.
 */
final class PathFirewall extends StrictHttpFirewall {

    private static final Pattern DOTS = Pattern.compile("/(?:\\.|%2e){1,2}(?:/|$)");

    PathFirewall() {
        setAllowSemicolon(true);
        setAllowUrlEncodedSlash(true);
        setAllowUrlEncodedDoubleSlash(true);
        setAllowBackSlash(true);
        setAllowUrlEncodedPercent(true);
        setAllowUrlEncodedPeriod(true);
        // A method that no controller offers is answered with those that it does.
        setUnsafeAllowAnyHttpMethod(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) throws RequestRejectedException {
        String path = request.getRequestURI();
        if (path.indexOf(';') >= 0) {
            throw new RequestRejectedException("a ; in the path must be percent-encoded");
        }
        if (DOTS.matcher(path.toLowerCase(Locale.ROOT)).find()) {
            throw new RequestRejectedException("the path must not hold a segment of dots");
        }
        return super.getFirewalledRequest(request);
    }
}
