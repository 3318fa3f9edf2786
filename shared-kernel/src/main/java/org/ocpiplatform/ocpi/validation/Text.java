package org.ocpiplatform.ocpi.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * The length in characters of a string(n), which holds printable UTF-8: no control characters, and no half of a
 * surrogate pair, which UTF-8 cannot express (OCPI 2.3.0, chapter Types).
 */
@Constraint(validatedBy = Text.Validator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    int min() default 0;

    int max();

    String message() default "must be {min} to {max} characters without control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks length and character set; absent values are fine. */
    final class Validator implements ConstraintValidator<Text, CharSequence> {
        private int min;
        private int max;

        @Override
        public void initialize(Text constraint) {
            min = constraint.min();
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            return fits(value, min, max);
        }

        /** Whether a text has so many characters, all of them printable. */
        public static boolean fits(CharSequence value, int min, int max) {
            long length = value.codePoints().count();
            return length >= min && length <= max && value.codePoints().allMatch(Validator::printable);
        }

        private static boolean printable(int character) {
            return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
        }
    }
}
