package org.ocpiplatform.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.json.BindingMessage;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
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
    private byte @Nullable [] sent;

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

    /** The same of a body that may be left out. */
    public <T> Optional<T> validIfPresent(Class<T> type) {
        byte[] body = read();
        return body.length == 0 ? Optional.empty() : Optional.of(Validation.valid(bound(body, type)));
    }

    /** The same for a body that is first brought into the form of the type; throws like {@link #valid(Class)}. */
    public <T> T valid(Class<T> type, UnaryOperator<ObjectNode> conversion) {
        ObjectNode converted = conversion.apply(object());
        T bound;
        try {
            bound = MAPPER.treeToValue(converted, type);
        } catch (JacksonException e) {
            throw Rejection.invalid(BindingMessage.of(e));
        }
        return Validation.valid(bound);
    }

    /** The body as a JSON object of any fields; throws like {@link #valid(Class)}. */
    public ObjectNode object() {
        return as(ObjectNode.class);
    }

    /** The body as a Java object whose rules are yet to be checked; throws like {@link #valid(Class)}. */
    public <T> T as(Class<T> type) {
        return bound(read(), type);
    }

    private static <T> T bound(byte[] body, Class<T> type) {
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
            TokenStreamLocation place = e.getLocation();
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    place == null
                            ? "the body is not JSON that can be read"
                            : "the body is not JSON at line %d, column %d"
                                    .formatted(place.getLineNr(), place.getColumnNr()));
        }
    }

    /** The body as it came, if there is one; throws a {@link Refusal} like {@link #valid(Class)}. */
    public Optional<String> text() {
        byte[] body = read();
        return body.length == 0 ? Optional.empty() : Optional.of(new String(body, StandardCharsets.UTF_8));
    }

    private byte[] read() {
        if (sent == null) {
            sent = received();
        }
        return sent;
    }

    private byte[] received() {
        requireJson();
        long length = request.getContentLengthLong();
        if (length > maxBytes) {
            throw tooLong();
        }
        byte[] body;
        try (InputStream in = request.getInputStream()) {
            body = length < 0 ? in.readNBytes(maxBytes + 1) : in.readNBytes((int) length);
        } catch (IOException e) {
            if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
                throw new Refusal(HttpStatus.REQUEST_TIMEOUT, "the body came too slowly");
            }
            throw new Refusal(HttpStatus.BAD_REQUEST, "the body ended early");
        }
        if (body.length > maxBytes) {
            throw tooLong();
        }
        requireUnicode(body);
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

    /** Jackson lets some text pass that is no Unicode, and so could not be stored. */
    private static void requireUnicode(byte[] body) {
        boolean ascii = true;
        for (int i = 0; i < body.length; i++) {
            byte b = body[i];
            if (b == '\\') {
                i += escaped(body, i + 1);
            } else if (b == 0) {
                throw notUtf8();
            } else if (b < 0) {
                ascii = false;
            }
        }
        if (!ascii) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            } catch (CharacterCodingException e) {
                throw notUtf8();
            }
        }
    }

    /** The length of what follows a backslash; refuses half of a pair of escaped surrogates. */
    private static int escaped(byte[] body, int at) {
        int unit = codeUnit(body, at);
        if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
            return 1;
        }
        boolean pair = Character.isHighSurrogate((char) unit)
                && at + 5 < body.length
                && body[at + 5] == '\\'
                && codeUnit(body, at + 6) >= Character.MIN_LOW_SURROGATE
                && codeUnit(body, at + 6) <= Character.MAX_LOW_SURROGATE;
        if (!pair) {
            throw Rejection.invalid("the body holds half of a surrogate pair, which is no character");
        }
        return 11;
    }

    /** The value of {@code uXXXX}; negative if there is something else. */
    private static int codeUnit(byte[] body, int at) {
        if (at + 4 >= body.length || body[at] != 'u') {
            return -1;
        }
        int value = 0;
        for (int i = at + 1; i <= at + 4; i++) {
            int digit = Character.digit(body[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static Refusal notUtf8() {
        return new Refusal(HttpStatus.BAD_REQUEST, "the body is not JSON in UTF-8");
    }
}
