package org.ocpiplatform.ocpi.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A local time of day as hours and minutes (OCPI 2.3.0, RegularHours and TariffRestrictions classes). */
@Constraint(validatedBy = HourMinute.Validator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface HourMinute {

    String message() default "must be a time of day from 00:00 to 23:59";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks the form; absent values are fine. */
    final class Validator implements ConstraintValidator<HourMinute, String> {

        private static final Pattern FORM = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || isTime(value);
        }

        /** Whether it is a text of the form. */
        public static boolean isTime(@Nullable String value) {
            return value != null && FORM.matcher(value).matches();
        }
    }
}
