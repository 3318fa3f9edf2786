package org.ocpiplatform.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a request, read when it is asked for, so that a request for something the caller may not touch is refused
 * unread. A body that is no JSON is a {@link Refusal}, JSON that does not fit is a {@link Rejection}.
 */
public final class JsonBody {

    private static final JsonMapper MAPPER = OcpiJson.mapper();
    private static final String JSON = "application/json";

    private final HttpServletRequest request;
    private final int maxBytes;

    JsonBody(HttpServletRequest request, int maxBytes) {
        this.request = request;
        this.maxBytes = maxBytes;
    }

    /**
     * The body as an object of OCPI.
     *
     * @throws Refusal if the body is no JSON, too long, or said to be something else than JSON
     * @throws Rejection if it is other JSON than the type allows; the message names the field
     * @throws Invalid if it breaks a rule of its type; the message names the fields
     */
    public <T> T valid(Class<T> type) {
        return Validation.valid(as(type));
    }

    /** The body as a JSON object of any fields; throws like {@link #valid}. */
    public ObjectNode object() {
        return as(ObjectNode.class);
    }

    /** The body as a Java object whose rules are yet to be checked; throws like {@link #valid}. */
    public <T> T as(Class<T> type) {
        byte[] body = read();
        try (JsonParser parser = MAPPER.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Refusal(HttpStatus.BAD_REQUEST, "the request needs a JSON body");
            }
            if (first == JsonToken.START_OBJECT) {
                return MAPPER.readValue(parser, type);
            }
        } catch (JacksonException e) {
            // Binding stops at the first field that does not fit, and the text after it may still be no JSON.
            requireWellFormed(body);
            throw Rejection.invalid(BindingMessage.of(e));
        }
        requireWellFormed(body);
        throw Rejection.invalid("the body must be a JSON object");
    }

    private static void requireWellFormed(byte[] body) {
        try (JsonParser parser = MAPPER.createParser(body)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new Refusal(HttpStatus.BAD_REQUEST, "the body goes on after its JSON value");
            }
        } catch (JacksonException e) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    "the body is not JSON at line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }

    private byte[] read() {
        requireJson();
        long length = request.getContentLengthLong();
        if (length > maxBytes) {
            throw tooLong();
        }
        byte[] body;
        try (InputStream in = request.getInputStream()) {
            body = length < 0 ? in.readNBytes(maxBytes + 1) : in.readNBytes((int) length);
        } catch (IOException e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the body ended early");
        }
        if (body.length > maxBytes) {
            throw tooLong();
        }
        requireUtf8(body);
        return body;
    }

    private void requireJson() {
        String type = request.getContentType();
        if (type != null) {
            int parameters = type.indexOf(';');
            String media = (parameters < 0 ? type : type.substring(0, parameters)).strip();
            if (!media.toLowerCase(Locale.ROOT).equals(JSON)) {
                throw new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body must be " + JSON);
            }
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body must not be compressed");
        }
    }

    private Refusal tooLong() {
        return new Refusal(HttpStatus.CONTENT_TOO_LARGE, "the body must not be longer than " + maxBytes + " bytes");
    }

    /** Jackson lets some malformed UTF-8 pass, which could not be stored. */
    private static void requireUtf8(byte[] body) {
        for (int i = 0; i < body.length; i++) {
            if (body[i] < 0) {
                requireUtf8(ByteBuffer.wrap(body, i, body.length - i));
                return;
            }
            if (body[i] == 0) {
                throw new Refusal(HttpStatus.BAD_REQUEST, "the body is not JSON in UTF-8");
            }
        }
    }

    private static void requireUtf8(ByteBuffer body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(body);
        } catch (CharacterCodingException e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the body is not JSON in UTF-8");
        }
    }
}
