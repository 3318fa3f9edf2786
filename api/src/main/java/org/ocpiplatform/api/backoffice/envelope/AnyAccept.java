package org.ocpiplatform.api.backoffice.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** A request whose Accept header cannot be read, and so asks for nothing in particular. */
final class AnyAccept extends HttpServletRequestWrapper {

    private AnyAccept(HttpServletRequest request) {
        super(request);
    }

    /** The request itself if its header can be read, which Spring refuses to go on without. */
    static HttpServletRequest of(HttpServletRequest request) {
        try {
            List<MediaType> accepted =
                    MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
            MimeTypeUtils.sortBySpecificity(accepted);
            return request;
        } catch (IllegalArgumentException e) {
            return new AnyAccept(request);
        }
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase(HttpHeaders.ACCEPT) ? MediaType.ALL_VALUE : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase(HttpHeaders.ACCEPT)
                ? Collections.enumeration(List.of(MediaType.ALL_VALUE))
                : super.getHeaders(name);
    }
}
