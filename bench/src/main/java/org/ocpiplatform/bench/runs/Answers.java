package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.util.function.Predicate;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.http.HttpResponse;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** Looks closely at one answer of each kind, because under load only the status is looked at. */
public final class Answers {

    private Answers() {}

    /** Sends a request and returns the body of its answer, if that has the status and the data that it should have. */
    public static byte[] checked(
            Platform platform, String path, byte[] request, int status, Predicate<JsonNode> expected)
            throws IOException {
        try (HttpConnection connection = HttpConnection.open(platform.url())) {
            HttpResponse response = connection.exchange(request);
            JsonNode envelope = OcpiJson.mapper().readTree(response.body());
            if (response.status() == status
                    && envelope.path("status_code").asInt(0) == 1000
                    && envelope.path("timestamp").isString()
                    && expected.test(envelope.path("data"))) {
                return response.body();
            }
            throw new IOException(path + " answers " + response);
        }
    }
}
