package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a filter an index can answer, joined by "and".
 *
 * @param complete whether they are the whole filter
 */
record Conditions(List<Condition> conditions, boolean complete) {

    /**
     * One comparison of a field.
     *
     * @param operator $eq, $in, $gt, $gte, $lt or $lte
     * @param operands one value, or those of $in
     */
    record Condition(String field, String operator, Collection<?> operands) {

        boolean isEquality() {
            return operator.equals("$eq") || operator.equals("$in");
        }

        Object operand() {
            return operands.iterator().next();
        }
    }

    static Conditions of(Document filter) {
        List<Condition> conditions = new ArrayList<>();
        boolean complete = collect(filter, conditions);
        return new Conditions(conditions, complete);
    }

    List<Condition> on(String field) {
        return conditions.stream()
                .filter(condition -> condition.field.equals(field))
                .toList();
    }

    private static boolean collect(Document filter, List<Condition> conditions) {
        boolean complete = true;
        for (Map.Entry<String, Object> entry : filter.entrySet()) {
            String field = entry.getKey();
            Object value = entry.getValue();
            if (field.equals("$and") && value instanceof Collection<?> parts) {
                for (Object part : parts) {
                    complete &= part instanceof Document document && collect(document, conditions);
                }
            } else if (field.startsWith("$")) {
                complete = false;
            } else if (value instanceof Document operators && hasOperator(operators)) {
                for (Map.Entry<String, Object> operator : operators.entrySet()) {
                    complete &= collect(field, operator.getKey(), operator.getValue(), conditions);
                }
            } else {
                complete &= collect(field, "$eq", value, conditions);
            }
        }
        return complete;
    }

    private static boolean collect(
            String field, String operator, @Nullable Object operand, List<Condition> conditions) {
        boolean servable = switch (operator) {
            case "$eq" -> isComparable(operand);
            case "$in" ->
                operand instanceof Collection<?> operands && operands.stream().allMatch(Conditions::isComparable);
            case "$gt", "$gte", "$lt", "$lte" -> isOrdered(operand);
            default -> false;
        };
        if (servable && operand != null) {
            conditions.add(new Condition(
                    field, operator, operator.equals("$in") ? (Collection<?>) operand : List.of(operand)));
        }
        return servable;
    }

    private static boolean hasOperator(Document document) {
        return document.keySet().stream().anyMatch(key -> key.startsWith("$"));
    }

    /** Null also matches what is missing, an array also matches as a whole: both are left to the filter. */
    private static boolean isComparable(@Nullable Object operand) {
        return isOrdered(operand)
                || operand instanceof Boolean
                || operand instanceof UUID
                || operand instanceof LegacyUUID
                || operand instanceof BinData
                || (operand instanceof Document document && !hasOperator(document));
    }

    private static boolean isOrdered(@Nullable Object operand) {
        return operand instanceof String
                || (operand instanceof Number number && !Double.isNaN(number.doubleValue()))
                || operand instanceof Instant
                || operand instanceof ObjectId
                || operand instanceof BsonTimestamp;
    }

    /** The top-level fields a filter looks at; null if it may look at all. */
    static @Nullable Set<String> fieldsOf(Document filter) {
        Set<String> fields = new LinkedHashSet<>();
        for (Map.Entry<String, Object> entry : filter.entrySet()) {
            String key = entry.getKey();
            if (!key.startsWith("$")) {
                fields.add(firstSegment(key));
            } else if (Set.of("$and", "$or", "$nor").contains(key) && entry.getValue() instanceof Collection<?> parts) {
                for (Object part : parts) {
                    Set<String> partFields = part instanceof Document document ? fieldsOf(document) : null;
                    if (partFields == null) {
                        return null;
                    }
                    fields.addAll(partFields);
                }
            } else if (!key.equals("$comment")) {
                return null;
            }
        }
        return fields;
    }

    static String firstSegment(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }
}
