package org.ocpiplatform.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the simulator owns and others read: lists in pages, single objects, and the few writes that owners take. */
final class SenderInterface {

    private final ObjectStore published;
    private final int pageLimit;
    private final Supplier<String> base;
    private final Supplier<String> otherHost;

    SenderInterface(ObjectStore published, int pageLimit, Supplier<String> base, Supplier<String> otherHost) {
        this.published = published;
        this.pageLimit = pageLimit;
        this.base = base;
        this.otherHost = otherHost;
    }

    /** Answers a call whose segments begin with the module. */
    Answer answer(Call call) {
        Optional<DataModule> found = DataModule.at(call.segments());
        if (found.isEmpty()) {
            return Answer.refused(404, 2000, "nothing here");
        }
        DataModule module = found.get();
        List<String> rest =
                call.segments().subList(module.depth(), call.segments().size());
        return switch (call.method() + " " + module) {
            case "POST TOKENS" -> rest.size() == 2 ? authorize(rest.getFirst()) : notAllowed();
            case "PUT SESSIONS" -> rest.size() == 2 ? Answer.of("ACCEPTED") : notAllowed();
            case "POST TERMINALS" -> Answer.done(200);
            case "PUT TERMINALS", "PATCH TERMINALS" -> rest.size() == 1 ? changeTerminal(call, rest) : notAllowed();
            default -> !call.is("GET") ? notAllowed() : rest.isEmpty() ? list(call, module) : one(module, rest);
        };
    }

    private static Answer notAllowed() {
        return Answer.refused(405, 2000, "owners only serve GET here").with("Allow", "GET");
    }

    private Answer one(DataModule module, List<String> rest) {
        return byId(module, rest.getFirst())
                .flatMap(object -> LocationParts.find(object, rest.subList(1, rest.size())))
                .map(Answer::of)
                .orElseGet(() -> Answer.refused(404, module.notFound(), "no such object"));
    }

    private Optional<ObjectNode> byId(DataModule module, String id) {
        return published.all(module).stream()
                .filter(each -> each.path(module.idField()).asString("").equalsIgnoreCase(id))
                .findFirst();
    }

    private Answer authorize(String uid) {
        return byId(DataModule.TOKENS, uid)
                .map(token -> Answer.of(OcpiJson.mapper()
                        .createObjectNode()
                        .put("allowed", token.path("valid").asBoolean(false) ? "ALLOWED" : "BLOCKED")
                        .set("token", token)))
                .orElseGet(() -> Answer.refused(404, 2004, "no such token"));
    }

    private Answer changeTerminal(Call call, List<String> rest) {
        Optional<ObjectNode> known = byId(DataModule.TERMINALS, rest.getFirst());
        if (known.isEmpty()) {
            return Answer.refused(404, 2000, "no such terminal");
        }
        if (!(call.json().orElse(null) instanceof ObjectNode changes)) {
            return Answer.refused(400, 2001, "no JSON object");
        }
        ObjectNode changed = call.is("PUT") ? changes : known.get().setAll(changes);
        published.put(DataModule.TERMINALS, rest, changed);
        return Answer.done(200);
    }

    private Answer list(Call call, DataModule module) {
        Instant from;
        Instant to;
        int offset;
        int wanted;
        int limit = call.faults().contains(Fault.SMALL_LIMIT) ? 2 : pageLimit;
        try {
            from = OcpiDateTime.parse(call.query().getOrDefault("date_from", "0001-01-01T00:00:00Z"));
            to = OcpiDateTime.parse(call.query().getOrDefault("date_to", "9999-12-31T00:00:00Z"));
            offset = Integer.parseInt(call.query().getOrDefault("offset", "0"));
            wanted = Integer.parseInt(call.query().getOrDefault("limit", String.valueOf(limit)));
        } catch (DateTimeException | NumberFormatException e) {
            return Answer.refused(200, 2001, "query: " + e.getMessage());
        }
        if (offset < 0 || wanted < 1) {
            return Answer.refused(200, 2001, "query: offset from 0 and limit from 1");
        }
        List<ObjectNode> matching = new ArrayList<>(published.all(module).stream()
                .filter(each -> inPeriod(each.path("last_updated"), from, to))
                .toList());
        if (offset > 0 && !matching.isEmpty() && call.faults().contains(Fault.TOTAL_DROPS)) {
            matching.removeFirst();
        }
        int size = Math.min(Math.min(wanted, limit), call.faults().contains(Fault.SMALL_PAGES) ? 2 : limit);
        int total = matching.size();
        boolean forEver = call.faults().contains(Fault.LINK_FOR_EVER) && total > 0;
        ArrayNode page = OcpiJson.mapper().createArrayNode();
        for (int i = offset; i < offset + size && (forEver || i < total); i++) {
            page.add(matching.get(i % total).deepCopy());
        }
        Answer answer = Answer.of(Misbehaviour.page(call, module, page))
                .with("X-Total-Count", String.valueOf(total + (call.faults().contains(Fault.TOTAL_WRONG) ? 1000 : 0)))
                .with("X-Limit", String.valueOf(limit));
        return link(call, offset + size, size, forEver || offset + size < total)
                .map(url -> answer.with("Link", "<" + url + ">; rel=\"next\""))
                .orElse(answer);
    }

    /** Objects without a readable time are in every period: tests publish broken ones. */
    private static boolean inPeriod(JsonNode lastUpdated, Instant from, Instant to) {
        try {
            Instant time = OcpiDateTime.parse(lastUpdated.asString(""));
            return !time.isBefore(from) && time.isBefore(to);
        } catch (DateTimeException e) {
            return true;
        }
    }

    private Optional<String> link(Call call, int next, int size, boolean more) {
        if (call.faults().contains(Fault.LINK_TO_ITSELF)) {
            return Optional.of(base.get() + call.uri());
        }
        Map<String, String> query = new LinkedHashMap<>(call.query());
        query.put("offset", String.valueOf(next));
        query.put("limit", String.valueOf(size));
        boolean elsewhere = call.faults().contains(Fault.LINK_TO_OTHER_HOST);
        return more || elsewhere
                ? Optional.of((elsewhere ? otherHost.get() : base.get()) + call.rawPath() + "?"
                        + query.entrySet().stream()
                                .map(each -> each.getKey() + "="
                                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&")))
                : Optional.empty();
    }
}
