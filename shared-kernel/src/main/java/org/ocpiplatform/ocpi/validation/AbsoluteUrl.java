package org.ocpiplatform.ocpi.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** OCPI's URL: absolute, up to 255 characters (OCPI 2.3.0, chapter Types). */
@Constraint(validatedBy = AbsoluteUrl.Validator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface AbsoluteUrl {

    String message() default "must be an absolute URL of at most 255 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks length and form; absent values are fine. */
    final class Validator implements ConstraintValidator<AbsoluteUrl, String> {

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || isAbsoluteUrl(value);
        }

        static boolean isAbsoluteUrl(String value) {
            try {
                URI uri = new URI(value);
                return value.length() <= 255 && uri.isAbsolute() && uri.getHost() != null;
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }
}
