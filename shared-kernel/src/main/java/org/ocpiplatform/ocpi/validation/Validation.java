package org.ocpiplatform.ocpi.validation;

import jakarta.validation.Configuration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validator;
import java.util.Locale;
import java.util.Set;
import org.ocpiplatform.ocpi.json.JsonNames;

/** Checks OCPI objects against the constraints on their records. */
public final class Validation {

    private static final Validator VALIDATOR = englishValidator();
    private static final int MAX_PROBLEMS = 5;

    private Validation() {}

    /**
     * The object itself, if it is valid.
     *
     * @throws Invalid with a message that names up to five of the offending fields
     */
    public static <T> T valid(T object) {
        Set<ConstraintViolation<T>> violations = VALIDATOR.validate(object);
        if (violations.isEmpty()) {
            return object;
        }
        throw new Invalid(violations.stream()
                .map(violation ->
                        JsonNames.snakeCase(violation.getPropertyPath().toString()) + " " + violation.getMessage())
                .sorted()
                .limit(MAX_PROBLEMS)
                .toList());
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
