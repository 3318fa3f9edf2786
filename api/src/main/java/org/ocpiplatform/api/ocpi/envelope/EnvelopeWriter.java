package org.ocpiplatform.api.ocpi.envelope;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.ocpiplatform.ocpi.StatusCode;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes OCPI's envelope around data and errors, as bytes and without building it in memory first. */
@Component
public final class EnvelopeWriter {

    private static final int MAX_MESSAGE_LENGTH = 500;
    private static final byte[] BEFORE_DATA = ascii("{\"data\":");

    private final Clock clock;

    EnvelopeWriter(Clock clock) {
        this.clock = clock;
    }

    void write(HttpServletResponse response, OcpiAnswer answer) throws IOException {
        answer.headers().forEach(response::setHeader);
        begin(response, answer.status());
        String end = "\"status_code\":1000,\"status_message\":\"Success\",\"timestamp\":\"" + now() + "\"}";
        switch (answer.data()) {
            case null -> write(response, ascii("{" + end));
            case OcpiAnswer.Data.One(String json) ->
                write(response, BEFORE_DATA, json.getBytes(StandardCharsets.UTF_8), ascii("," + end));
            case OcpiAnswer.Data.Many(List<String> objects) -> {
                OutputStream out = response.getOutputStream();
                out.write(BEFORE_DATA);
                out.write('[');
                for (int i = 0; i < objects.size(); i++) {
                    if (i > 0) {
                        out.write(',');
                    }
                    out.write(objects.get(i).getBytes(StandardCharsets.UTF_8));
                }
                out.write(ascii("]," + end));
            }
        }
    }

    /** Answers that a request has failed; the message is shown to the caller. */
    public void fail(HttpServletResponse response, int status, StatusCode code, String message) throws IOException {
        begin(response, status);
        StringBuilder envelope =
                new StringBuilder("{\"status_code\":").append(code.code()).append(",\"status_message\":\"");
        String shown =
                message.length() <= MAX_MESSAGE_LENGTH ? message : message.substring(0, MAX_MESSAGE_LENGTH) + "…";
        JsonStringEncoder.getInstance().quoteAsString(shown, envelope);
        envelope.append("\",\"timestamp\":\"").append(now()).append("\"}");
        write(response, envelope.toString().getBytes(StandardCharsets.UTF_8));
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
