package org.ocpiplatform.api.ocpi.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.ocpi.StatusCode;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes OCPI's envelope around data and errors, as bytes and without building it in memory first. */
@Component
public final class EnvelopeWriter {

    private static final int MAX_MESSAGE_LENGTH = 500;
    /** Each write of an answer goes through half a dozen wrappers, and most objects are short. */
    private static final int BUFFER = 16 * 1024;

    private static final byte[] BEFORE_DATA = utf8("{\"data\":");

    private final Clock clock;

    EnvelopeWriter(Clock clock) {
        this.clock = clock;
    }

    void write(HttpServletRequest request, HttpServletResponse response, OcpiAnswer answer) throws IOException {
        OcpiExchange.of(request).answeredBy(answer.outcome().code());
        answer.headers().forEach(response::setHeader);
        begin(response, answer.status());
        String end = end(answer.outcome().code(), answer.outcome().message());
        switch (answer.data()) {
            case null -> write(response, utf8("{" + end));
            case OcpiAnswer.Data.One(String json) -> write(response, BEFORE_DATA, utf8(json), utf8("," + end));
            case OcpiAnswer.Data.Many(List<String> objects) -> {
                OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
                out.write(BEFORE_DATA);
                out.write('[');
                for (int i = 0; i < objects.size(); i++) {
                    if (i > 0) {
                        out.write(',');
                    }
                    out.write(utf8(objects.get(i)));
                }
                out.write(utf8("]," + end));
                out.flush();
            }
        }
    }

    /** Answers that a request has failed; the message is shown to the caller. */
    public void fail(
            HttpServletRequest request, HttpServletResponse response, int status, StatusCode code, String message)
            throws IOException {
        OcpiExchange.of(request).answeredBy(code);
        begin(response, status);
        write(response, utf8("{" + end(code, message)));
    }

    /** What follows the data. */
    private String end(StatusCode code, String message) {
        StringBuilder end =
                new StringBuilder("\"status_code\":").append(code.code()).append(",\"status_message\":\"");
        String shown =
                message.length() <= MAX_MESSAGE_LENGTH ? message : message.substring(0, MAX_MESSAGE_LENGTH) + "…";
        JsonStringEncoder.getInstance().quoteAsString(shown, end);
        return end.append("\",\"timestamp\":\"").append(now()).append("\"}").toString();
    }

    private String now() {
        return OcpiDateTime.format(clock.instant());
    }

    private static void begin(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    }

    private static void write(HttpServletResponse response, byte[]... parts) throws IOException {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        response.setContentLength(length);
        OutputStream out = response.getOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
