package org.ocpiplatform.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What others own and push here (OCPI 2.3.0, Client Owned Object Push). Objects are checked against their OCPI types, so
 * a partner that sends rubbish hears of it.
 */
final class ReceiverInterface {

    private final ObjectStore received;
    private final Supplier<String> base;

    ReceiverInterface(ObjectStore received, Supplier<String> base) {
        this.received = received;
        this.base = base;
    }

    /** Answers a call of the partner whose segments begin with the module. */
    Answer answer(Call call, Partner partner) {
        Optional<DataModule> found = DataModule.at(call.segments());
        if (found.isEmpty()) {
            return Answer.refused(404, 2000, "nothing here");
        }
        DataModule module = found.get();
        List<String> rest =
                call.segments().subList(module.depth(), call.segments().size());
        if (!module.receiverMethods().contains(call.method())) {
            return Answer.refused(405, 2000, "not offered")
                    .with("Allow", module.receiverMethods().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (call.is("POST") != rest.isEmpty() || foreign(module, rest, partner)) {
            return Answer.refused(404, module.notFound(), "nothing here");
        }
        return switch (call.method()) {
            case "GET" -> get(module, rest, call);
            case "DELETE" ->
                received.remove(module, rest) ? Answer.done(200) : Answer.refused(404, module.notFound(), "unknown");
            default ->
                call.json().orElse(null) instanceof ObjectNode body
                        ? write(module, rest, call, body)
                        : Answer.refused(400, 2001, "no JSON object");
        };
    }

    /** Whether the URL names a party that is none of the caller's; a hub tells about parties that are not its own. */
    private static boolean foreign(DataModule module, List<String> rest, Partner partner) {
        return module != DataModule.CLIENT_INFO
                && rest.size() >= 3
                && !partner.has(PartyId.of(rest.get(0), rest.get(1)));
    }

    private Answer get(DataModule module, List<String> rest, Call call) {
        List<String> own = own(module, rest);
        return received.find(module, key(module, own, call))
                .flatMap(object -> LocationParts.find(object, rest.subList(own.size(), rest.size())))
                .map(Answer::of)
                .orElseGet(() -> Answer.refused(404, module.notFound(), "no such object"));
    }

    private Answer write(DataModule module, List<String> rest, Call call, ObjectNode body) {
        return switch (call.method()) {
            case "POST" -> post(module, body);
            case "PUT" -> put(module, rest, call, body);
            default -> patch(module, rest, call, body);
        };
    }

    private Answer post(DataModule module, ObjectNode body) {
        List<String> segments = module.segments(body);
        return stored(module, segments, body, segments)
                .with(
                        "Location",
                        base.get() + "/ocpi/2.3.0/receiver/" + module.path() + "/" + String.join("/", segments));
    }

    private Answer put(DataModule module, List<String> rest, Call call, ObjectNode body) {
        List<String> own = own(module, rest);
        List<String> key = key(module, own, call);
        if (own.size() == rest.size()) {
            return stored(module, key, body, own);
        }
        Optional<ObjectNode> location = received.find(module, key);
        if (location.isEmpty() || !LocationParts.put(location.get(), rest.subList(own.size(), rest.size()), body)) {
            return Answer.refused(404, 2003, "no such parent");
        }
        LocationParts.touch(location.get(), rest.subList(own.size(), rest.size()), body.path("last_updated"));
        return stored(module, key, location.get(), own);
    }

    private Answer patch(DataModule module, List<String> rest, Call call, ObjectNode changes) {
        if (module != DataModule.TERMINALS && !changes.has("last_updated")) {
            return Answer.refused(200, 2001, "last_updated is missing");
        }
        List<String> own = own(module, rest);
        List<String> key = key(module, own, call);
        Optional<ObjectNode> whole = received.find(module, key);
        Optional<ObjectNode> part =
                whole.flatMap(object -> LocationParts.find(object, rest.subList(own.size(), rest.size())));
        if (whole.isEmpty() || part.isEmpty()) {
            return Answer.refused(404, module.notFound(), "no such object");
        }
        merge(part.get(), changes);
        LocationParts.touch(whole.get(), rest.subList(own.size(), rest.size()), changes.path("last_updated"));
        return stored(module, key, whole.get(), own);
    }

    /** Replaces top-level fields, except that a session's periods are appended and a location's EVSEs stay. */
    private static void merge(ObjectNode object, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            JsonNode before = object.path(change.getKey());
            if (change.getKey().equals("charging_periods") && before instanceof ArrayNode periods) {
                change.getValue().forEach(periods::add);
            } else if (change.getKey().equals("evses") && before instanceof ArrayNode evses) {
                change.getValue().forEach(evse -> LocationParts.replace(evses, "uid", evse));
            } else if (!change.getValue().isNull()) {
                object.set(change.getKey(), change.getValue());
            }
        }
    }

    private Answer stored(DataModule module, List<String> key, ObjectNode object, List<String> own) {
        // Booking locations and calendars are below the bookings, but are none.
        if (own.size() <= 3) {
            if (!String.join("/", module.segments(object)).equalsIgnoreCase(String.join("/", identity(module, own)))) {
                return Answer.refused(200, 2001, "the ids in URL and body differ");
            }
            try {
                module.check(object);
            } catch (JacksonException | Invalid e) {
                return Answer.refused(200, 2001, String.valueOf(e.getMessage()));
            }
        }
        return Answer.done(received.put(module, key, object) ? 201 : 200);
    }

    /** The segments of the whole object; of a Location's URL the rest names an EVSE and a connector. */
    private static List<String> own(DataModule module, List<String> rest) {
        return module == DataModule.LOCATIONS ? rest.subList(0, Math.min(3, rest.size())) : rest;
    }

    /** Terminals and confirmations have no party in their own URLs, but some send it. */
    private static List<String> identity(DataModule module, List<String> own) {
        return module == DataModule.TERMINALS ? List.of(own.getLast()) : own;
    }

    /** Tokens of several types may share a uid. */
    private static List<String> key(DataModule module, List<String> own, Call call) {
        return module == DataModule.TOKENS
                ? List.of(String.join("/", own), call.query().getOrDefault("type", "RFID"))
                : identity(module, own);
    }
}
