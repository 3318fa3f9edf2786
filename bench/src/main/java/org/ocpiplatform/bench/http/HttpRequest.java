package org.ocpiplatform.bench.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Renders requests to one server as the bytes that go over the wire. */
public final class HttpRequest {

    private final String headers;

    private HttpRequest(String headers) {
        this.headers = headers;
    }

    /**
     * Requests of one caller.
     *
     * @param authorization value of the Authorization header; null to send none
     */
    public static HttpRequest to(URI server, @Nullable String authorization) {
        return new HttpRequest(" HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n"
                + (authorization == null ? "" : "Authorization: " + authorization + "\r\n")
                + "X-Request-ID: 9d2b5e2a-6c1f-4a6e-8f27-1f3b1a0c7d51\r\n"
                + "X-Correlation-ID: 4b7c0a3e-02d9-4d5b-b3ce-55f1a7e6a9c4\r\n");
    }

    /** A GET of a path with its query. */
    public byte[] get(String target) {
        return bytes("GET " + target + headers + "\r\n");
    }

    /** A request with a JSON body of ASCII characters. */
    public byte[] json(String method, String target, String body) {
        return bytes(method + " " + target + headers + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
