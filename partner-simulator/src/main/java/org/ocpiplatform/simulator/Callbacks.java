package org.ocpiplatform.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfileResult;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResult;
import org.ocpiplatform.ocpi.chargingprofiles.ClearProfileResult;
import org.ocpiplatform.ocpi.commands.CommandResult;
import org.ocpiplatform.ocpi.commands.CommandType;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where CPOs report what became of commands and charging profiles (OCPI 2.3.0, the Sender interfaces of both modules).
 * Any uid is taken, so that whoever asked by other means finds the results as well.
 */
final class Callbacks {

    /** Named by the methods that ask for them. */
    static final List<String> PROFILE_OPERATIONS = List.of("GET", "PUT", "DELETE");

    private final Recorder<ReceivedResult> results = new Recorder<>(ReceivedResult::toString);

    Recorder<ReceivedResult> results() {
        return results;
    }

    /** Answers a call whose segments begin with one of the two modules. */
    Answer answer(Call call) {
        List<String> segments = call.segments();
        boolean push =
                call.is("PUT") && segments.size() == 2 && segments.getFirst().equals("chargingprofiles");
        Optional<Class<?>> type = push ? Optional.of(ActiveChargingProfile.class) : type(call);
        if (type.isEmpty()) {
            return Answer.refused(404, 2000, "nothing here");
        }
        if (!(call.json().orElse(null) instanceof ObjectNode body)) {
            return Answer.refused(400, 2001, "no JSON object");
        }
        try {
            Validation.valid(OcpiJson.mapper().treeToValue(body, type.get()));
        } catch (JacksonException | Invalid e) {
            return Answer.refused(200, 2001, String.valueOf(e.getMessage()));
        }
        results.add(new ReceivedResult(
                Instant.now(),
                push ? "PUSH" : segments.get(1),
                segments.getLast(),
                call.header("X-Request-ID").orElse(""),
                body));
        return Answer.done(200);
    }

    /** Of the result that is posted; the objects look alike, so that only the URL tells. */
    private static Optional<Class<?>> type(Call call) {
        if (!call.is("POST") || call.segments().size() != 3) {
            return Optional.empty();
        }
        String operation = call.segments().get(1);
        if (call.segments().getFirst().equals("commands")) {
            return CommandType.of(operation).map(command -> CommandResult.class);
        }
        return switch (operation) {
            case "GET" -> Optional.of(ActiveChargingProfileResult.class);
            case "PUT" -> Optional.of(ChargingProfileResult.class);
            case "DELETE" -> Optional.of(ClearProfileResult.class);
            default -> Optional.empty();
        };
    }
}
