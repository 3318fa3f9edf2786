package org.ocpiplatform.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/** Tells browsers what a page may load: nothing, but for the two pages that there are. */
final class PagePolicy implements HeaderWriter {

    private static final String HEADER = "Content-Security-Policy";
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private static final String SWAGGER = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    /** The page holds its script in itself and loads libraries from one place in the internet. */
    private static final String GRAPHIQL = "default-src 'none'; script-src 'self' 'unsafe-inline' https://esm.sh; "
            + "style-src 'self' 'unsafe-inline' https://esm.sh; img-src 'self' data: https://esm.sh; "
            + "font-src 'self' data: https://esm.sh; connect-src 'self' https://esm.sh; worker-src blob: 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (response.containsHeader(HEADER)) {
            return;
        }
        String path = request.getRequestURI();
        if (path.startsWith("/graphiql")) {
            response.setHeader(HEADER, GRAPHIQL);
        } else if (path.startsWith("/docs") || path.startsWith("/swagger-ui")) {
            response.setHeader(HEADER, SWAGGER);
        } else {
            response.setHeader(HEADER, NOTHING);
        }
    }
}
