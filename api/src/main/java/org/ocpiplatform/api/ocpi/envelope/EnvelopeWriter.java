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
import org.ocpiplatform.ocpi.json.EncodedJson;
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
    private static final byte[] BEFORE_LIST = utf8("{\"data\":[");

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
            case null -> writeAlone(response, end);
            case OcpiAnswer.Data.One(EncodedJson json) -> {
                byte[] after = utf8("," + end);
                OutputStream out = body(response, (long) BEFORE_DATA.length + json.length() + after.length);
                out.write(BEFORE_DATA);
                json.writeTo(out);
                out.write(after);
            }
            case OcpiAnswer.Data.Many(List<EncodedJson> objects) -> {
                byte[] after = utf8("]," + end);
                long length = (long) BEFORE_LIST.length + Math.max(0, objects.size() - 1) + after.length;
                for (EncodedJson object : objects) {
                    length += object.length();
                }
                OutputStream out = new BufferedOutputStream(body(response, length), (int) Math.min(length, BUFFER));
                out.write(BEFORE_LIST);
                for (int i = 0; i < objects.size(); i++) {
                    if (i > 0) {
                        out.write(',');
                    }
                    objects.get(i).writeTo(out);
                }
                out.write(after);
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
        writeAlone(response, end(code, message));
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

    private static void writeAlone(HttpServletResponse response, String end) throws IOException {
        byte[] body = utf8("{" + end);
        body(response, body.length).write(body);
    }

    private static OutputStream body(HttpServletResponse response, long length) throws IOException {
        response.setContentLengthLong(length);
        return response.getOutputStream();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
