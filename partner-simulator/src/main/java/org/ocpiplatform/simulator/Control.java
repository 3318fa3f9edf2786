package org.ocpiplatform.simulator;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Steers a simulator over HTTP, without authentication. It listens on a port of its own, so that it can switch off a
 * fault that keeps the other from answering, and only on the loopback interface.
 */
final class Control implements AutoCloseable {

    private final Simulator simulator;
    private final HttpPort port;

    Control(Simulator simulator, int number) {
        this.simulator = simulator;
        this.port = HttpPort.open(new InetSocketAddress("localhost", number), this::answer);
    }

    String url() {
        return "http://localhost:" + port.number() + "/simulator";
    }

    @Override
    public void close() {
        port.close();
    }

    private Answer answer(Call call) {
        // A page in a browser on this machine shall not reach it.
        if (call.header("origin").isPresent()) {
            return json(403, Map.of("error", "not for browsers"));
        }
        try {
            return json(200, result(call));
        } catch (IllegalArgumentException | JacksonException e) {
            return json(400, Map.of("error", String.valueOf(e.getMessage())));
        } catch (UncheckedIOException e) {
            return json(502, Map.of("error", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            return json(409, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private static Answer json(int status, Object body) {
        return Answer.plain(
                status,
                "application/json",
                OcpiJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(body) + "\n");
    }

    private Object result(Call call) {
        String resource = call.segments().size() < 2 ? "" : call.segments().get(1);
        String module = String.join(
                "/",
                call.segments()
                        .subList(
                                Math.min(2, call.segments().size()),
                                call.segments().size()));
        return switch (call.method() + " " + resource) {
            case "GET " -> state();
            case "GET faults" -> faults();
            case "PUT faults" -> {
                List<Wanted> wanted =
                        elements(body(call)).stream().map(Control::wanted).toList();
                simulator.behave();
                wanted.forEach(each -> simulator.misbehave(each.fault, each.module, each.times));
                yield faults();
            }
            case "DELETE faults" -> {
                simulator.behave();
                yield faults();
            }
            case "GET requests" ->
                simulator.requests().stream()
                        .filter(each -> each.method().equals(call.query().getOrDefault("method", each.method())))
                        .filter(each -> each.path().contains(call.query().getOrDefault("path", "")))
                        .toList();
            case "DELETE requests" -> {
                simulator.forgetRequests();
                yield List.of();
            }
            case "GET objects" -> objects(module);
            case "PUT objects" -> {
                elements(body(call)).forEach(each -> simulator.publish(module, each));
                yield objects(module);
            }
            case "DELETE objects" -> {
                simulator.withdraw(module);
                yield objects(module);
            }
            case "POST samples" -> {
                simulator.publishSamples(module, Integer.parseInt(call.query().getOrDefault("count", "10")));
                yield objects(module);
            }
            case "POST invite" -> {
                simulator.invite();
                yield state();
            }
            case "POST register" -> {
                simulator.register(text(call, "url"), text(call, "token"));
                yield state();
            }
            case "POST rotate" -> {
                simulator.rotate();
                yield state();
            }
            case "POST unregister" -> {
                simulator.unregister();
                yield state();
            }
            case "POST send" -> send(call);
            case "POST commands" ->
                simulator.command(segment(call, 2), to(call), body(call).path("command"));
            case "POST chargingprofiles" -> profile(call);
            case "GET results" -> module.isEmpty() ? simulator.results() : simulator.results(segment(call, 2));
            case "GET scripts" -> simulator.scripts();
            case "PUT scripts" -> {
                simulator.script(module, script(body(call)));
                yield simulator.scripts();
            }
            case "DELETE scripts" -> {
                simulator.forgetScripts();
                yield simulator.scripts();
            }
            case "GET sent-results" -> simulator.sentResults();
            default ->
                throw new IllegalArgumentException(
                        "there are GET /simulator, GET|PUT|DELETE /simulator/faults, GET|DELETE /simulator/requests,"
                                + " GET|PUT|DELETE /simulator/objects/{module}, POST /simulator/samples/{module},"
                                + " POST /simulator/invite, register, rotate, unregister, send,"
                                + " POST /simulator/commands/{command},"
                                + " POST /simulator/chargingprofiles/{GET|PUT|DELETE}/{session_id},"
                                + " GET /simulator/results[/{uid}], GET|DELETE /simulator/scripts,"
                                + " PUT /simulator/scripts/{operation}, GET /simulator/sent-results");
        };
    }

    private Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("party", simulator.party().toString());
        state.put("versions_url", simulator.versionsUrl());
        simulator.tokenA().ifPresent(token -> state.put("token_a", token));
        simulator.partner().ifPresent(partner -> {
            state.put("registered_with", partner.credentials().url());
            state.put("partner_roles", partner.credentials().roles());
            state.put("partner_endpoints", partner.endpoints());
        });
        state.put("requests", simulator.requests().size());
        state.put("faults", faults());
        return state;
    }

    private record Wanted(Fault fault, String module, int times) {}

    private static Wanted wanted(JsonNode json) {
        String name = json.isString() ? json.asString() : json.path("fault").asString("");
        return new Wanted(
                Fault.valueOf(name.toUpperCase(Locale.ROOT)),
                json.path("module").asString(Faults.EVERYTHING),
                json.path("times").asInt(Faults.FOR_EVER));
    }

    private List<Map<String, Object>> faults() {
        return simulator.faults().stream()
                .map(active -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("fault", active.fault());
                    shown.put("module", active.module());
                    if (active.left().get() != Faults.FOR_EVER) {
                        shown.put("times", active.left().get());
                    }
                    return shown;
                })
                .toList();
    }

    private record Objects(List<ObjectNode> published, List<ObjectNode> received) {}

    private Objects objects(String module) {
        return new Objects(simulator.published(module), simulator.received(module));
    }

    private Reply send(Call call) {
        JsonNode body = body(call);
        InterfaceRole role =
                InterfaceRole.valueOf(body.path("role").asString("RECEIVER").toUpperCase(Locale.ROOT));
        String path = body.path("path").asString("");
        String[] segments = path.isEmpty() ? new String[0] : path.split("/");
        return simulator.send(
                text(call, "method"),
                simulator.partnerUrl(text(call, "module"), role, segments),
                body.has("body") ? body.get("body").toString() : "");
    }

    private Asked profile(Call call) {
        String session = segment(call, 3);
        return switch (segment(call, 2)) {
            case "GET" ->
                simulator.activeProfile(
                        session, to(call), body(call).path("duration").asInt(900));
            case "PUT" -> simulator.setProfile(session, to(call), body(call).path("charging_profile"));
            case "DELETE" -> simulator.clearProfile(session, to(call));
            default -> throw new IllegalArgumentException("there are GET, PUT and DELETE");
        };
    }

    /** The party that the body names, or the partner's first. */
    private PartyId to(Call call) {
        String named = body(call).path("to").asString("");
        if (named.isEmpty()) {
            return simulator
                    .partner()
                    .orElseThrow(() -> new IllegalStateException("not registered"))
                    .firstParty();
        }
        String[] party = named.split("-", 2);
        if (party.length < 2) {
            throw new IllegalArgumentException("\"to\" is a country code, a hyphen and a party id");
        }
        return PartyId.of(party[0], party[1]);
    }

    /** What a script does not say is as without a script for its answer. */
    private static CommandScript script(JsonNode wanted) {
        ObjectNode script = OcpiJson.mapper()
                .valueToTree(CommandScript.of(wanted.path("response").asString("ACCEPTED")));
        wanted.properties().forEach(field -> script.set(field.getKey(), field.getValue()));
        return OcpiJson.mapper()
                .readerFor(CommandScript.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(script);
    }

    private static String segment(Call call, int index) {
        if (call.segments().size() <= index) {
            throw new IllegalArgumentException("the path is too short");
        }
        return call.segments().get(index);
    }

    private static String text(Call call, String field) {
        String text = body(call).path(field).asString("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the body lacks \"" + field + "\"");
        }
        return text;
    }

    private static JsonNode body(Call call) {
        return call.json().orElseThrow(() -> new IllegalArgumentException("the body is no JSON"));
    }

    private static List<JsonNode> elements(JsonNode json) {
        return json.isArray() ? json.valueStream().toList() : List.of(json);
    }
}
