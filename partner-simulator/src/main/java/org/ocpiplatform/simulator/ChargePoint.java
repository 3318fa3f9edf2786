package org.ocpiplatform.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.chargingprofiles.SetChargingProfile;
import org.ocpiplatform.ocpi.commands.CommandObject;
import org.ocpiplatform.ocpi.commands.CommandType;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.HttpUrl;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The CPO's side of Commands and ChargingProfiles (OCPI 2.3.0, their Receiver interfaces): answers as its scripts say and
 * posts the results later. There is no charge point behind it, and every session is known.
 */
final class ChargePoint implements AutoCloseable {

    private static final List<String> OPERATIONS = Stream.concat(
                    Stream.of(CommandType.values()).map(CommandType::name), Callbacks.PROFILE_OPERATIONS.stream())
            .toList();

    /** Calls the partner. */
    @FunctionalInterface
    interface Poster {

        /**
         * Posts a body.
         *
         * @param request that the body is the result of; its routing headers are answered
         * @param token to present; empty for none, null for the registration's
         */
        Reply post(String url, String body, Call request, @Nullable String token);
    }

    private final Poster poster;
    private final Map<String, CommandScript> scripts = new ConcurrentHashMap<>();
    private final Map<CiString, JsonNode> profiles = new ConcurrentHashMap<>();
    private final Recorder<SentResult> sent = new Recorder<>(SentResult::toString);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ChargePoint(Poster poster) {
        this.poster = poster;
    }

    /** How this operation is treated from now on. */
    void script(String operation, CommandScript script) {
        if (!operation.equals(Faults.EVERYTHING) && !OPERATIONS.contains(operation)) {
            throw new IllegalArgumentException("no operation \"" + operation + "\"; there are " + OPERATIONS + " and "
                    + Faults.EVERYTHING + " for those without a script of their own");
        }
        scripts.put(operation, script);
    }

    Map<String, CommandScript> scripts() {
        return new TreeMap<>(scripts);
    }

    void forgetScripts() {
        scripts.clear();
    }

    Optional<JsonNode> profile(String sessionId) {
        return Optional.ofNullable(profiles.get(CiString.of(sessionId)));
    }

    Recorder<SentResult> sent() {
        return sent;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Answers a call whose segments begin with one of the two modules. */
    Answer answer(Call call) {
        if (call.segments().size() != 2) {
            return Answer.refused(404, 2000, "nothing here");
        }
        try {
            return call.segments().getFirst().equals("commands") ? command(call) : profile(call);
        } catch (JacksonException | Invalid e) {
            return Answer.refused(200, 2001, String.valueOf(e.getMessage()));
        }
    }

    private Answer command(Call call) {
        if (!call.is("POST")) {
            return notAllowed("POST");
        }
        Optional<CommandType> type = CommandType.of(call.segments().getLast());
        if (type.isEmpty()) {
            return Answer.of(response("NOT_SUPPORTED", 0));
        }
        if (!(call.json().orElse(null) instanceof ObjectNode body)) {
            return Answer.refused(400, 2001, "no JSON object");
        }
        CommandObject command =
                Validation.valid(OcpiJson.mapper().treeToValue(body, type.get().objectType()));
        return taken(type.get().name(), command.responseUrl(), call, ChargePoint::result);
    }

    private Answer profile(Call call) {
        if (!Callbacks.PROFILE_OPERATIONS.contains(call.method())) {
            return notAllowed("GET, PUT, DELETE");
        }
        CiString session = CiString.of(call.segments().getLast());
        if (call.is("PUT")) {
            return setProfile(call, session);
        }
        String responseUrl = call.query().getOrDefault("response_url", "");
        if (!HttpUrl.Validator.isHttpUrl(responseUrl)) {
            return Answer.refused(200, 2001, "query: response_url is no URL");
        }
        if (call.is("DELETE")) {
            return taken("DELETE", responseUrl, call, word -> cleared(word, session));
        }
        return call.query().getOrDefault("duration", "").matches("[1-9][0-9]{0,8}")
                ? taken("GET", responseUrl, call, word -> active(word, session))
                : Answer.refused(200, 2001, "query: duration is no number of seconds");
    }

    private Answer setProfile(Call call, CiString session) {
        if (!(call.json().orElse(null) instanceof ObjectNode body)) {
            return Answer.refused(400, 2001, "no JSON object");
        }
        SetChargingProfile wanted = Validation.valid(OcpiJson.mapper().treeToValue(body, SetChargingProfile.class));
        return taken("PUT", wanted.responseUrl(), call, word -> {
            if (word.equals("ACCEPTED")) {
                profiles.put(session, body.get("charging_profile"));
            }
            return result(word);
        });
    }

    private ObjectNode cleared(String word, CiString session) {
        return result(word.equals("ACCEPTED") && profiles.remove(session) == null ? "UNKNOWN" : word);
    }

    /** The profile that was set last, as if nothing else limited the EVSE. */
    private ObjectNode active(String word, CiString session) {
        JsonNode profile = profiles.get(session);
        if (!word.equals("ACCEPTED") || profile == null) {
            return result(word.equals("ACCEPTED") ? "UNKNOWN" : word);
        }
        ObjectNode result = result(word);
        result.putObject("profile")
                .put("start_date_time", OcpiDateTime.format(Instant.now()))
                .set("charging_profile", profile);
        return result;
    }

    private static Answer notAllowed(String allowed) {
        return Answer.refused(405, 2000, "not offered").with("Allow", allowed);
    }

    private static ObjectNode result(String word) {
        return OcpiJson.mapper().createObjectNode().put("result", word);
    }

    /** Charging profiles have no texts for people. */
    private static ObjectNode withMessage(ObjectNode object, String operation, CommandScript script) {
        if (script.message() != null && !Callbacks.PROFILE_OPERATIONS.contains(operation)) {
            object.putArray("message").addObject().put("language", "en").put("text", script.message());
        }
        return object;
    }

    /**
     * Answers, and posts results later.
     *
     * @param execution does what was asked if it is given ACCEPTED, and makes the result of the word
     */
    private Answer taken(String operation, String responseUrl, Call call, Function<String, ObjectNode> execution) {
        CommandScript script = Optional.ofNullable(scripts.get(operation))
                .or(() -> Optional.ofNullable(scripts.get(Faults.EVERYTHING)))
                .orElseGet(() -> CommandScript.of("ACCEPTED"));
        threads.execute(() -> {
            for (String word : script.results()) {
                try {
                    Thread.sleep(script.delayMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                String right =
                        withMessage(execution.apply(word), operation, script).toString();
                String url = script.url() == null ? responseUrl : script.url();
                String body = script.body() == null ? right : script.body();
                Reply reply = post(script, url, body, call);
                sent.add(new SentResult(Instant.now(), operation, url, body, reply));
            }
        });
        return Answer.of(withMessage(response(script.response(), script.timeout()), operation, script));
    }

    private static ObjectNode response(String word, int timeout) {
        return result(word).put("timeout", timeout);
    }

    private Reply post(CommandScript script, String url, String body, Call call) {
        try {
            return poster.post(url, body, call, script.token());
        } catch (RuntimeException e) {
            return new Reply(0, Map.of(), String.valueOf(e.getMessage()));
        }
    }
}
