package org.ocpiplatform.simulator;

import java.util.Optional;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What each fault does to an answer. */
final class Misbehaviour {

    private Misbehaviour() {}

    /** What is answered in place of what was asked for; nothing is done then. */
    static Optional<Answer> instead(Call call, String otherHost) {
        return call.faults().stream()
                .map(fault -> instead(fault, call, otherHost))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Answer> instead(Fault fault, Call call, String otherHost) {
        return Optional.ofNullable(
                switch (fault) {
                    case ERROR_500 -> Answer.plain(500, "text/plain", "something broke");
                    case UNAVAILABLE_503 ->
                        Answer.plain(503, "text/plain", "busy").with("Retry-After", "2");
                    case OCPI_2001 -> Answer.refused(200, 2001, "switched on: OCPI_2001");
                    case OCPI_3000 -> Answer.refused(200, 3000, "switched on: OCPI_3000");
                    case UNAUTHORIZED -> Answer.refused(401, 2000, "switched on: UNAUTHORIZED");
                    case PATCH_404 -> call.is("PATCH") ? Answer.refused(404, 2000, "switched on: PATCH_404") : null;
                    case HANG -> Answer.none(Answer.Delivery.NEVER);
                    case CLOSE -> Answer.none(Answer.Delivery.CLOSE);
                    case GIGANTIC -> Answer.none(Answer.Delivery.GIGANTIC);
                    case GARBAGE -> Answer.plain(200, "application/json", "{\"data\": [{\"id\": \u0001\ufffd <<<");
                    case HTML ->
                        Answer.plain(200, "text/html", "<!doctype html><title>Error</title><p>Something broke.");
                    case REDIRECT -> Answer.plain(302, "text/plain", "").with("Location", otherHost + call.uri());
                    // A socket that does not listen needs no answer, and the rest alters what is answered.
                    case DOWN,
                            DRIP,
                            NO_ENVELOPE,
                            LINK_TO_ITSELF,
                            LINK_TO_OTHER_HOST,
                            LINK_FOR_EVER,
                            TOTAL_WRONG,
                            TOTAL_DROPS,
                            SMALL_PAGES,
                            DATA_IS_OBJECT,
                            MISSING_FIELD,
                            WRONG_ENUM,
                            WRONG_TYPE,
                            NOT_AN_OBJECT,
                            RAW_TOKENS,
                            TRAILING_SLASHES,
                            ONLY_TRAILING_SLASHES,
                            NO_ROUTING_HEADERS,
                            SMALL_LIMIT -> null;
                });
    }

    /** What becomes of a right answer. */
    static Answer afterwards(Call call, Answer answer) {
        Answer altered = answer;
        if (call.faults().contains(Fault.NO_ENVELOPE)) {
            JsonNode data = OcpiJson.mapper().readTree(answer.body()).path("data");
            altered = altered.withBody(data.isMissingNode() ? "{}" : data.toString());
        }
        return call.faults().contains(Fault.DRIP) ? altered.delivered(Answer.Delivery.DRIP) : altered;
    }

    /** What becomes of the objects of a page. */
    static JsonNode page(Call call, DataModule module, ArrayNode objects) {
        int victim = Math.min(1, objects.size() - 1);
        for (Fault fault : call.faults()) {
            if (victim >= 0 && objects.get(victim) instanceof ObjectNode object) {
                if (fault == Fault.MISSING_FIELD) {
                    object.remove("last_updated");
                } else if (fault == Fault.WRONG_TYPE) {
                    object.put("last_updated", 20261121);
                } else if (fault == Fault.WRONG_ENUM) {
                    wrongEnum(object, module.enumField());
                } else if (fault == Fault.NOT_AN_OBJECT) {
                    objects.set(victim, OcpiJson.mapper().getNodeFactory().stringNode("not an object"));
                }
            }
        }
        return call.faults().contains(Fault.DATA_IS_OBJECT)
                ? OcpiJson.mapper().createObjectNode().set("objects", objects)
                : objects;
    }

    private static void wrongEnum(ObjectNode object, String pointer) {
        int name = pointer.lastIndexOf('/');
        if (name >= 0 && object.at(pointer.substring(0, name)) instanceof ObjectNode parent) {
            parent.put(pointer.substring(name + 1), "NO_SUCH_VALUE");
        }
    }
}
