package org.ocpiplatform.ocpi.json;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.OpenEnum;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says to a partner, in the words of JSON, which field of a body does not fit and what would. */
public final class BindingMessage {

    private BindingMessage() {}

    /** For example {@code charging_periods[0].dimensions[2].volume must be a number}. */
    public static String of(JacksonException problem) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : problem.getPath()) {
            String property = step.getPropertyName();
            if (property == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(JsonNames.snakeCase(property));
            }
        }
        return (path.isEmpty() ? "the body" : path) + " " + expectation(wanted(problem), problem);
    }

    private static @Nullable Class<?> wanted(JacksonException problem) {
        return switch (problem) {
            case MismatchedInputException mismatch -> mismatch.getTargetType();
            case ValueInstantiationException value -> value.getType().getRawClass();
            case InputCoercionException coercion -> coercion.getTargetType();
            default -> null;
        };
    }

    private static String expectation(@Nullable Class<?> type, JacksonException problem) {
        if (type == null) {
            return "has a value that cannot be read";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (type == Instant.class) {
            return "must be a date and time in UTC without offset, such as 2015-06-29T20:39:09Z";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "must be a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return problem instanceof InvalidFormatException format && format.getValue() instanceof Number
                    ? "must be a number of fewer digits"
                    : "must be a number";
        }
        if (CharSequence.class.isAssignableFrom(type)
                || type == CiString.class
                || OpenEnum.class.isAssignableFrom(type)) {
            return "must be a string";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be a list";
        }
        return "must be an object";
    }
}
