package org.ocpiplatform.ocpi.validation;

import jakarta.validation.Configuration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.OpenEnum;
import org.ocpiplatform.ocpi.json.JsonNames;

/** Checks OCPI objects against the constraints on their records. */
public final class Validation {

    private static final Validator VALIDATOR = englishValidator();
    private static final int MAX_PROBLEMS = 5;

    /**
     * The record that a thread has found valid last: the edge checks an object, and the aggregate that it is meant for once
     * more. Anything else may have changed in between.
     */
    private static final ThreadLocal<@Nullable WeakReference<Record>> LAST_VALID = new ThreadLocal<>();

    private Validation() {}

    /**
     * The object itself, if it is valid.
     *
     * @throws Invalid with a message that names up to five of the offending fields
     */
    public static <T> T valid(T object) {
        WeakReference<Record> last = LAST_VALID.get();
        if (object instanceof Record found && last != null && last.refersTo(found)) {
            return object;
        }
        Set<ConstraintViolation<T>> violations = VALIDATOR.validate(object);
        if (violations.isEmpty()) {
            if (object instanceof Record found) {
                LAST_VALID.set(new WeakReference<>(found));
            }
            return object;
        }
        throw new Invalid(violations.stream()
                .map(violation -> jsonPath(violation) + " " + violation.getMessage())
                .sorted()
                .limit(MAX_PROBLEMS)
                .toList());
    }

    /** What is wrong with an object, by the path of the field; nothing if it is valid. */
    public static Map<String, String> problems(Object object) {
        Map<String, String> problems = new TreeMap<>();
        VALIDATOR
                .validate(object)
                .forEach(violation -> problems.merge(
                        jsonPath(violation), violation.getMessage(), (one, other) -> one + ", " + other));
        return problems;
    }

    /** The path as it stands in the JSON, in which neither a list's elements nor an open enum's value have names. */
    private static String jsonPath(ConstraintViolation<?> violation) {
        StringBuilder path = new StringBuilder();
        for (Iterator<Path.Node> nodes = violation.getPropertyPath().iterator(); nodes.hasNext(); ) {
            Path.Node node = nodes.next();
            if (node.getIndex() != null) {
                path.append('[').append(node.getIndex()).append(']');
            }
            boolean valueOfOpenEnum = !nodes.hasNext() && violation.getLeafBean() instanceof OpenEnum;
            if (node.getKind() == ElementKind.PROPERTY && !valueOfOpenEnum) {
                path.append(path.isEmpty() ? "" : ".").append(JsonNames.snakeCase(node.getName()));
            }
        }
        return path.toString();
    }

    /** Partners read these messages, so they must not follow the locale of the machine. */
    private static Validator englishValidator() {
        Configuration<?> configuration =
                jakarta.validation.Validation.byDefaultProvider().configure();
        MessageInterpolator messages = configuration.getDefaultMessageInterpolator();
        return configuration
                .messageInterpolator(new MessageInterpolator() {
                    @Override
                    public String interpolate(String template, Context context) {
                        return messages.interpolate(template, context, Locale.ENGLISH);
                    }

                    @Override
                    public String interpolate(String template, Context context, Locale locale) {
                        return messages.interpolate(template, context, Locale.ENGLISH);
                    }
                })
                .buildValidatorFactory()
                .getValidator();
    }
}
