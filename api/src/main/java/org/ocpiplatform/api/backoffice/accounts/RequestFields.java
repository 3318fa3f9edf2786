package org.ocpiplatform.api.backoffice.accounts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.InvalidFields;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the fields of a request and collects what is wrong with them, so that its sender hears of all at once. */
final class RequestFields {

    private final ObjectNode body;
    private final Map<String, String> problems = new LinkedHashMap<>();

    RequestFields(ObjectNode body) {
        this.body = body;
    }

    /** Whether a text is right. */
    interface Rule {

        boolean fits(String text);
    }

    /** A text that must be there; empty where it is not. */
    String required(String field, Rule rule, String problem) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            add(field, "is required");
        } else if (!value.isString()) {
            add(field, "must be a string");
        } else if (value.asString().isBlank()) {
            add(field, "must not be blank");
        } else if (!rule.fits(value.asString())) {
            add(field, problem);
        } else {
            return value.asString();
        }
        return "";
    }

    /** A text that may be left out. */
    @Nullable
    String optional(String field, Rule rule, String problem) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            add(field, "must be a string");
        } else if (!rule.fits(value.asString())) {
            add(field, problem);
        }
        return value.asString("");
    }

    /** A truth value that must be there; false where it is not. */
    boolean requiredBoolean(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            add(field, "is required");
        } else if (!value.isBoolean()) {
            add(field, "must be true or false");
        }
        return value.asBoolean(false);
    }

    /** Something is wrong with a field; what was found first is told. */
    void add(String field, String problem) {
        problems.putIfAbsent(field, problem);
    }

    boolean areValid() {
        return problems.isEmpty();
    }

    /** @throws InvalidFields if anything is wrong */
    void check() {
        if (!problems.isEmpty()) {
            throw new InvalidFields(problems);
        }
    }
}
