package org.ocpiplatform.ocpi.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A URL that we are to call: an {@link AbsoluteUrl} of HTTP. */
@Constraint(validatedBy = HttpUrl.Validator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface HttpUrl {

    String message() default "must be an absolute http or https URL of at most 255 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks length, form and scheme; absent values are fine. */
    final class Validator implements ConstraintValidator<HttpUrl, String> {

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || isHttpUrl(value);
        }

        /** Whether it is a text of the form. */
        public static boolean isHttpUrl(String value) {
            String scheme = value.toLowerCase(Locale.ROOT);
            return (scheme.startsWith("http://") || scheme.startsWith("https://"))
                    && AbsoluteUrl.Validator.isAbsoluteUrl(value);
        }
    }
}
