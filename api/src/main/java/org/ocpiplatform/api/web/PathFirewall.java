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

    /** What Spring lets through in names and values of headers, beside {@link #isPlain plain text}. */
    private static final Pattern NAME = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

    private static final Pattern VALUE = Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]\t]]*");
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
        setAllowedHeaderNames(name -> isPlain(name) || NAME.matcher(name).matches());
        setAllowedHeaderValues(value -> isPlain(value) || VALUE.matcher(value).matches());
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) throws RequestRejectedException {
        String path = request.getRequestURI();
        if (path.indexOf(';') >= 0) {
            throw new RequestRejectedException("a ; in the path must be percent-encoded");
        }
        if (mayHoldDots(path) && DOTS.matcher(path.toLowerCase(Locale.ROOT)).find()) {
            throw new RequestRejectedException("the path must not hold a segment of dots");
        }
        return super.getFirewalledRequest(request);
    }

    private static boolean mayHoldDots(String path) {
        return path.contains("/.") || path.contains("/%2");
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }
}
