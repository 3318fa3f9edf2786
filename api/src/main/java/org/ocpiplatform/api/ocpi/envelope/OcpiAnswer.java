package org.ocpiplatform.api.ocpi.envelope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.StatusCode;
import org.ocpiplatform.ocpi.json.EncodedJson;

/**
 * What a controller answers when all went well. Objects are carried as the JSON they are stored as, and are put into
 * the envelope unparsed.
 *
 * @param status HTTP status, 200 or 201
 * @param outcome the envelope's status, 1000 except where a refusal has data of its own
 * @param data the content; null where OCPI defines none
 * @param headers of the response, beside those that every response has
 */
public record OcpiAnswer(
        int status, Outcome outcome, @Nullable Data data, Map<String, String> headers) {

    /**
     * What the envelope says of the answer.
     *
     * @param message in words
     */
    record Outcome(StatusCode code, String message) {

        static final Outcome SUCCESS = new Outcome(StatusCode.SUCCESS, "Success");
    }

    /** The content of an answer. */
    sealed interface Data {

        /** One value, as JSON. */
        record One(EncodedJson json) implements Data {}

        /** A list, each element as JSON. */
        record Many(List<EncodedJson> json) implements Data {}
    }

    /** An answer without data. */
    public static OcpiAnswer empty() {
        return new OcpiAnswer(200, Outcome.SUCCESS, null, Map.of());
    }

    /** An answer of one object that is JSON already. */
    public static OcpiAnswer json(EncodedJson object) {
        return new OcpiAnswer(200, Outcome.SUCCESS, new Data.One(object), Map.of());
    }

    /** An answer of one value that becomes JSON here. */
    public static OcpiAnswer value(Object value) {
        return json(EncodedJson.value(value));
    }

    /** An answer of a list whose elements are JSON already. */
    public static OcpiAnswer list(List<EncodedJson> objects) {
        return new OcpiAnswer(200, Outcome.SUCCESS, new Data.Many(objects), Map.of());
    }

    /** The same answer to a request that has made something new. */
    public OcpiAnswer created() {
        return new OcpiAnswer(201, outcome, data, headers);
    }

    /** The same answer with another status in the envelope, for a refusal that has data. */
    public OcpiAnswer as(StatusCode code, String message) {
        return new OcpiAnswer(status, new Outcome(code, message), data, headers);
    }

    /** The same answer with one more header. */
    public OcpiAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new OcpiAnswer(status, outcome, data, more);
    }
}
