package org.ocpiplatform.write.outgoing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what partners answer at once, a CommandResponse or a ChargingProfileResponse, as far as it makes sense. */
final class Answers {

    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z_]{0,39}");

    private Answers() {}

    /**
     * The answer in some data; empty if they hold none.
     *
     * @param data as they came; some partners wrap them in a list
     * @param statement of the partner, which stands for its reason if the data give none
     * @param unknownLocation whether the partner does not know the location that is meant
     */
    static Optional<RemoteAnswer> read(@Nullable JsonNode data, @Nullable String statement, boolean unknownLocation) {
        JsonNode object = data != null && data.isArray() && data.size() == 1 ? data.get(0) : data;
        if (object == null || !WORD.matcher(object.path("result").asString("")).matches()) {
            return Optional.empty();
        }
        String result = object.path("result").asString();
        List<DisplayText> message = message(object.path("message"));
        if (message.isEmpty() && statement != null && !result.equals(RemoteAnswer.ACCEPTED)) {
            message = List.of(DisplayText.english(statement));
        }
        JsonNode timeout = object.path("timeout");
        return Optional.of(new RemoteAnswer(
                result,
                timeout.isIntegralNumber() && timeout.canConvertToInt() ? timeout.intValue() : 0,
                message,
                unknownLocation));
    }

    private static List<DisplayText> message(JsonNode message) {
        List<DisplayText> texts = new ArrayList<>();
        for (JsonNode text : message) {
            try {
                texts.add(Validation.valid(OcpiJson.mapper().treeToValue(text, DisplayText.class)));
            } catch (JacksonException | Invalid e) {
                // A text that cannot be shown is no reason to lose the answer.
            }
        }
        return texts;
    }
}
