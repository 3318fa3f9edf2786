package org.ocpiplatform.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.simulator.Registration.Access;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A partner in memory that speaks OCPI 2.3.0, remembers what it was sent and misbehaves on demand. It is registered with
 * one platform at a time.
 *
 * <p>Modules are named by their identifiers; where objects are meant, payments is {@code payments/terminals} or
 * {@code payments/financial-advice-confirmations}, and bookings may be {@code bookings/booking_locations}. Objects are records of {@code org.ocpiplatform.ocpi}, JSON trees or
 * JSON as text.
 */
public final class Simulator implements AutoCloseable {

    private static final Set<String> CONFIGURATION_MODULES = Set.of("versions", "credentials", "hubclientinfo");
    /** Those whose results come after the answer. */
    private static final Set<String> LATE_MODULES = Set.of("commands", "chargingprofiles");

    private static final String[] ROUTED = {"country-code", "party-id"};

    private final Settings settings;
    private final Faults faults = new Faults();
    private final Recorder<RecordedRequest> recorder =
            new Recorder<>(each -> each.method() + " " + each.path() + " -> " + each.status());
    private final ObjectStore published = new ObjectStore();
    private final ObjectStore received = new ObjectStore();
    private final Client client = new Client();
    private final List<Scripted> scripted = new CopyOnWriteArrayList<>();
    private final Registration registration;
    private final SenderInterface sender;
    private final ReceiverInterface receiver;
    private final ChargePoint chargePoint = new ChargePoint(this::postResult);
    private final Callbacks callbacks = new Callbacks();
    private final HttpPort port;
    private volatile BiConsumer<String, String> before = (method, path) -> {};
    private volatile String otherHost = "http://elsewhere.invalid";

    private record Scripted(String method, String pathPart, Answer answer) {}

    private Simulator(Settings settings) {
        this.settings = settings;
        this.registration = new Registration(settings, faults, client, this::url);
        this.sender = new SenderInterface(published, settings.pageLimit(), this::url, () -> otherHost);
        this.receiver = new ReceiverInterface(received, this::url);
        this.port = HttpPort.open(settings.address(settings.port()), this::answer);
    }

    /**
     * Starts a partner, which listens when this returns.
     *
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static Simulator start(Settings settings) {
        return new Simulator(settings);
    }

    /** Scheme, host and port, as in {@code http://localhost:9090}. */
    public String url() {
        return "http://" + settings.host() + ":" + port.number();
    }

    /** Where a platform that wants to register begins. */
    public String versionsUrl() {
        return url() + "/ocpi/versions";
    }

    /** Who it is. */
    public PartyId party() {
        return settings.party();
    }

    /** As what it introduces itself. */
    public Set<Role> roles() {
        return settings.roles().stream().map(PartnerRole::role).collect(Collectors.toUnmodifiableSet());
    }

    /** What a platform presents to register; empty once it was used. */
    public Optional<String> tokenA() {
        return registration.tokenA();
    }

    /** Makes a new token A; the one before is void. */
    public String invite() {
        return registration.invite();
    }

    /** The platform that it is registered with. */
    public Optional<Partner> partner() {
        return registration.partner();
    }

    /**
     * Registers with a platform.
     *
     * @throws RuntimeException that says what went wrong; then nothing is changed
     */
    public Partner register(String versionsUrl, String tokenA) {
        return registration.register(versionsUrl, tokenA);
    }

    /**
     * Takes up a registration that a platform's operator has made without a handshake: the platform presents what was
     * token A, and this simulator the token that it was given.
     *
     * @throws RuntimeException that says what went wrong; then nothing is changed
     */
    public Partner adopt(String versionsUrl, String token) {
        return registration.adopt(versionsUrl, token);
    }

    /**
     * Exchanges both tokens for new ones.
     *
     * @throws RuntimeException that says what went wrong; then nothing is changed
     */
    public Partner rotate() {
        return registration.rotate();
    }

    /**
     * Ends the registration.
     *
     * @throws RuntimeException that says what went wrong; then nothing is changed
     */
    public void unregister() {
        registration.unregister();
    }

    /** Puts an object among those that its Sender interface serves, in place of the one with the same ids. */
    public void publish(String module, Object object) {
        DataModule kind = DataModule.of(module);
        ObjectNode node = object(object);
        List<String> segments = Stream.concat(
                        kind.segments(node).stream(),
                        Stream.of("type", "role")
                                .filter(name -> kind == DataModule.TOKENS || kind == DataModule.CLIENT_INFO)
                                .map(name -> node.path(name).asString("")))
                .toList();
        published.put(kind, segments, node);
    }

    /**
     * Publishes small valid objects of its party, with ids that end in 1 to {@code count}: locations, tariffs, tokens,
     * sessions or cdrs. The tokens in sessions and CDRs are of the partner's first party, or of its own without one.
     */
    public void publishSamples(String module, int count) {
        PartyId driver = partner().map(Partner::firstParty).orElse(settings.party());
        Samples.of(DataModule.of(module), settings.party(), driver, count).forEach(each -> publish(module, each));
    }

    /** What its Sender interface serves, oldest first. */
    public List<ObjectNode> published(String module) {
        return published.all(DataModule.of(module));
    }

    /** Takes back everything that was published in a module. */
    public void withdraw(String module) {
        published.clear(DataModule.of(module));
    }

    /** What was pushed to it, oldest first. */
    public List<ObjectNode> received(String module) {
        return received.all(DataModule.of(module));
    }

    /** Makes an object one that was pushed to it, in place of the one with the same ids. */
    public void receive(String module, ObjectNode object) {
        DataModule kind = DataModule.of(module);
        received.put(kind, kind.segments(object), object);
    }

    /**
     * Loses an object that was pushed to it.
     *
     * @param segments of the object's URL: country code, party and id
     */
    public void lose(String module, String... segments) {
        received.remove(DataModule.of(module), List.of(segments));
    }

    /**
     * The URL of something at the partner.
     *
     * @param module identifier as in version details
     * @param segments what follows the endpoint's URL, not encoded
     * @throws IllegalStateException without a registration, or if the partner lacks the endpoint
     */
    public String partnerUrl(String module, InterfaceRole role, String... segments) {
        StringBuilder url = new StringBuilder(registration.registered().url(module, role));
        for (String segment : segments) {
            url.append('/')
                    .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return url.toString();
    }

    /** Reads from the partner, with its token and routing headers, like the methods below. */
    public Reply get(String url) {
        return send("GET", url, "");
    }

    public Reply put(String url, Object object) {
        return send("PUT", url, tree(object).toString());
    }

    public Reply patch(String url, Object object) {
        return send("PATCH", url, tree(object).toString());
    }

    public Reply post(String url, Object object) {
        return send("POST", url, tree(object).toString());
    }

    public Reply delete(String url) {
        return send("DELETE", url, "");
    }

    /**
     * Sends anything to the partner.
     *
     * @param body as it is sent; empty for none
     * @throws IllegalStateException without a registration
     * @throws java.io.UncheckedIOException if no answer came
     */
    public Reply send(String method, String url, String body) {
        Partner now = registration.registered();
        boolean configuration = CONFIGURATION_MODULES.stream().anyMatch(module -> url.contains("/" + module));
        Map<String, String> headers = configuration ? Map.of() : routing(now.firstParty());
        return send(method, url, body, headers);
    }

    private Map<String, String> routing(PartyId to) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!faults.on(Fault.NO_ROUTING_HEADERS)) {
            headers.put("OCPI-from-country-code", settings.party().countryCode().toString());
            headers.put("OCPI-from-party-id", settings.party().partyId().toString());
            headers.put("OCPI-to-country-code", to.countryCode().toString());
            headers.put("OCPI-to-party-id", to.partyId().toString());
        }
        return headers;
    }

    /**
     * The same with other headers in place of the routing headers, which otherwise address the partner's first party.
     *
     * @param headers besides Authorization, the two ids and the content type
     */
    public Reply send(String method, String url, String body, Map<String, String> headers) {
        String token = registration.registered().credentials().token();
        return client.send(method, url, Client.authorization(token, faults.on(Fault.RAW_TOKENS)), body, headers);
    }

    /**
     * Asks a CPO for a command; what becomes of it is among the {@link #results(String) results} later.
     *
     * @param word such as START_SESSION, or one that OCPI does not know
     * @param command the object; its response_url is replaced by one of this simulator
     * @throws java.io.UncheckedIOException if no answer came
     */
    public Asked command(String word, PartyId to, Object command) {
        ObjectNode body = object(command).deepCopy();
        String url = partnerUrl("commands", InterfaceRole.RECEIVER, word);
        return ask(
                "commands",
                word,
                callback -> send("POST", url, body.put("response_url", callback).toString(), routing(to)));
    }

    /** Asks a CPO what the EVSE of a session is going to do in so many seconds; otherwise like a command. */
    public Asked activeProfile(String sessionId, PartyId to, int duration) {
        return profile("GET", sessionId, to, "duration=" + duration + "&");
    }

    /** Asks a CPO to charge a session by this ChargingProfile; otherwise like a command. */
    public Asked setProfile(String sessionId, PartyId to, Object chargingProfile) {
        ObjectNode body = OcpiJson.mapper().createObjectNode();
        body.set("charging_profile", object(chargingProfile));
        String url = partnerUrl("chargingprofiles", InterfaceRole.RECEIVER, sessionId);
        return ask(
                "chargingprofiles",
                "PUT",
                callback -> send("PUT", url, body.put("response_url", callback).toString(), routing(to)));
    }

    /** Asks a CPO to forget the profile of a session; otherwise like a command. */
    public Asked clearProfile(String sessionId, PartyId to) {
        return profile("DELETE", sessionId, to, "");
    }

    private Asked profile(String method, String sessionId, PartyId to, String query) {
        String url = partnerUrl("chargingprofiles", InterfaceRole.RECEIVER, sessionId) + "?" + query + "response_url=";
        return ask(
                "chargingprofiles",
                method,
                callback -> send(method, url + URLEncoder.encode(callback, StandardCharsets.UTF_8), "", routing(to)));
    }

    private Asked ask(String module, String operation, Function<String, Reply> request) {
        String uid = UUID.randomUUID().toString();
        String callback = url() + "/ocpi/2.3.0/" + segment(InterfaceRole.SENDER) + "/" + module + "/" + operation + "/"
                + uid + registration.slash();
        return new Asked(operation, uid, callback, request.apply(callback));
    }

    /** All results that it was sent, and active profiles, in the order in which they came. */
    public List<ReceivedResult> results() {
        return callbacks.results().all();
    }

    /** The results for what was asked with this uid; for a session's id the active profiles that were pushed. */
    public List<ReceivedResult> results(String uid) {
        return results().stream().filter(each -> each.uid().equals(uid)).toList();
    }

    /**
     * Waits until there are so many results for a uid.
     *
     * @throws IllegalStateException that lists the results there were, if they did not come in time
     */
    public List<ReceivedResult> awaitResults(String uid, int count, Duration atMost) throws InterruptedException {
        return callbacks.results().await(each -> each.uid().equals(uid), count, atMost);
    }

    /**
     * As a CPO, treats an operation so from now on.
     *
     * @param operation command, or GET, PUT or DELETE of charging profiles; {@code *} for those without a script
     */
    public void script(String operation, CommandScript script) {
        chargePoint.script(operation, script);
    }

    /** The scripts by their operations. */
    public Map<String, CommandScript> scripts() {
        return chargePoint.scripts();
    }

    /** Treats every operation like one without a script. */
    public void forgetScripts() {
        chargePoint.forgetScripts();
    }

    /** The charging profile that was set last for a session, and not cleared. */
    public Optional<JsonNode> profile(String sessionId) {
        return chargePoint.profile(sessionId);
    }

    /** The results that it posted as a CPO, in the order of the answers. */
    public List<SentResult> sentResults() {
        return chargePoint.sent().all();
    }

    /**
     * Waits for a result that it posts as a CPO, past or to come.
     *
     * @throws IllegalStateException that lists the results there were, if it did not come in time
     */
    public SentResult awaitSentResult(Predicate<SentResult> wanted, Duration atMost) throws InterruptedException {
        return chargePoint.sent().await(wanted, 1, atMost).getFirst();
    }

    /** Answers the routing headers of the request that the result is of. */
    private Reply postResult(String url, String body, Call request, @Nullable String token) {
        Partner now = registration.registered();
        Map<String, String> headers = routing(now.firstParty());
        for (String part : headers.isEmpty() ? new String[0] : ROUTED) {
            request.header("OCPI-to-" + part).ifPresent(value -> headers.put("OCPI-from-" + part, value));
            request.header("OCPI-from-" + part).ifPresent(value -> headers.put("OCPI-to-" + part, value));
        }
        String presented = token == null ? now.credentials().token() : token;
        String authorization = presented.isEmpty() ? "" : Client.authorization(presented, faults.on(Fault.RAW_TOKENS));
        return client.send("POST", url, authorization, body, headers);
    }

    /** Switches a fault on for all modules. */
    public void misbehave(Fault fault) {
        misbehave(fault, Faults.EVERYTHING, Faults.FOR_EVER);
    }

    /** Switches a fault on for one module, named by its identifier; versions and details are {@code versions}. */
    public void misbehave(Fault fault, String module) {
        misbehave(fault, module, Faults.FOR_EVER);
    }

    /**
     * Switches a fault on for the next requests.
     *
     * @param module identifier, or {@code *} for all
     * @param times how many requests it befalls
     */
    public void misbehave(Fault fault, String module, int times) {
        faults.add(fault, module.split("/")[0], times);
        if (fault == Fault.DOWN) {
            port.down();
        }
    }

    /** Switches all faults off. */
    public void behave() {
        faults.clear();
        port.up();
    }

    List<Faults.Active> faults() {
        return faults.active();
    }

    /** The host of {@link Fault#REDIRECT} and {@link Fault#LINK_TO_OTHER_HOST}; without a call one that does not exist. */
    public void otherHost(String url) {
        otherHost = url;
    }

    /**
     * Answers requests with this data from now on, in place of what it would say itself.
     *
     * @param pathPart what the path must contain
     */
    public void answer(String method, String pathPart, Object data) {
        scripted.addFirst(new Scripted(method, pathPart, Answer.of(tree(data))));
    }

    /**
     * Has something done before each request is answered, in place of what was to be done until now.
     *
     * @param action is given the method and the path, and holds the request up until it returns
     */
    public void beforeEach(BiConsumer<String, String> action) {
        before = action;
    }

    /** Every request it received on its OCPI side, in the order of the answers. */
    public List<RecordedRequest> requests() {
        return recorder.all();
    }

    /** Those with this method whose path contains this. */
    public List<RecordedRequest> requests(String method, String pathPart) {
        return recorder.all().stream()
                .filter(each -> each.method().equals(method) && each.path().contains(pathPart))
                .toList();
    }

    /** Forgets the requests. */
    public void forgetRequests() {
        recorder.clear();
    }

    /**
     * Waits for a request, past or to come.
     *
     * @throws IllegalStateException that lists the requests there were, if it did not come in time
     */
    public RecordedRequest await(Predicate<RecordedRequest> wanted, Duration atMost) throws InterruptedException {
        return recorder.await(wanted, 1, atMost).getFirst();
    }

    @Override
    public void close() {
        port.close();
        chargePoint.close();
        client.close();
    }

    private Answer answer(Call arrived) {
        before.accept(arrived.method(), arrived.rawPath());
        Call call = arrived.with(faults.befalling(arrived.module()));
        Answer answer = Misbehaviour.instead(call, otherHost)
                .orElseGet(() -> Misbehaviour.afterwards(call, withHeaders(call, right(call))));
        recorder.add(new RecordedRequest(
                Instant.now(),
                call.method(),
                call.rawPath(),
                call.query(),
                call.headers(),
                call.body(),
                answer.status(),
                answer.body()));
        return answer;
    }

    /** What a partner without faults answers. */
    private Answer right(Call call) {
        Access access = registration.access(call);
        if (access == Access.NONE) {
            return Answer.refused(401, 2000, "unknown token");
        }
        if (call.faults().contains(Fault.ONLY_TRAILING_SLASHES)
                && !call.rawPath().endsWith("/")) {
            return Answer.refused(404, 2000, "the URL ends with a slash here");
        }
        Optional<Answer> script = scripted.stream()
                .filter(each -> call.is(each.method) && call.path().contains(each.pathPart))
                .map(Scripted::answer)
                .findFirst();
        if (script.isPresent() && access == Access.ALL) {
            return script.get();
        }
        return switch (call.path()) {
            case "/ocpi/versions" -> registration.versions();
            case "/ocpi/2.3.0/details" -> registration.details();
            case "/ocpi/2.3.0/credentials" ->
                access == Access.VERSIONS
                        ? Answer.refused(401, 2000, "not yet")
                        : registration.credentials(call, access);
            default ->
                access == Access.ALL ? functional(call) : Answer.refused(401, 2000, "only for registered platforms");
        };
    }

    private Answer functional(Call call) {
        List<String> segments = call.segments();
        Optional<InterfaceRole> side = segments.size() < 4
                ? Optional.empty()
                : Arrays.stream(InterfaceRole.values())
                        .filter(each -> call.path().startsWith("/ocpi/2.3.0/" + segment(each) + "/"))
                        .findFirst();
        if (side.isEmpty() || !PartnerRole.offered(settings.roles(), segments.get(3), side.get())) {
            return Answer.refused(404, 2000, "nothing here");
        }
        boolean late = LATE_MODULES.contains(segments.get(3));
        return switch (side.get()) {
            case SENDER -> late ? callbacks.answer(call.below(3)) : sender.answer(call.below(3));
            case RECEIVER ->
                late ? chargePoint.answer(call.below(3)) : receiver.answer(call.below(3), registration.registered());
        };
    }

    static String segment(InterfaceRole side) {
        return switch (side) {
            case SENDER -> "sender";
            case RECEIVER -> "receiver";
        };
    }

    private static Answer withHeaders(Call call, Answer answer) {
        Answer complete = answer;
        for (String name : List.of("X-Request-ID", "X-Correlation-ID")) {
            complete = mirrored(call, complete, name, name);
        }
        if (!CONFIGURATION_MODULES.contains(call.module()) && !call.faults().contains(Fault.NO_ROUTING_HEADERS)) {
            for (String part : ROUTED) {
                complete = mirrored(call, complete, "OCPI-from-" + part, "OCPI-to-" + part);
                complete = mirrored(call, complete, "OCPI-to-" + part, "OCPI-from-" + part);
            }
        }
        return complete;
    }

    private static Answer mirrored(Call call, Answer answer, String asked, String answered) {
        return call.header(asked).map(value -> answer.with(answered, value)).orElse(answer);
    }

    private static ObjectNode object(Object object) {
        JsonNode json = tree(object);
        if (json instanceof ObjectNode node) {
            return node;
        }
        throw new IllegalArgumentException("not a JSON object: " + json);
    }

    private static JsonNode tree(Object object) {
        return switch (object) {
            case JsonNode json -> json;
            case String text -> OcpiJson.mapper().readTree(text);
            default -> OcpiJson.mapper().valueToTree(object);
        };
    }
}
