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
import org.ocpiplatform.ocpi.CiString;

/** The length of a CiString(n), which holds printable ASCII only (OCPI 2.3.0, chapter Types). */
@Constraint(validatedBy = Ci.Validator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Ci {

    int min() default 0;

    int max();

    String message() default "must be {min} to {max} printable ASCII characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks length and character set; absent values are fine. */
    final class Validator implements ConstraintValidator<Ci, CiString> {
        private int min;
        private int max;

        @Override
        public void initialize(Ci constraint) {
            min = constraint.min();
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable CiString value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            String text = value.toString();
            return text.length() >= min && text.length() <= max && isPrintable(text);
        }

        /** Asked of nearly every field of an object, so no stream. */
        private static boolean isPrintable(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7E) {
                    return false;
                }
            }
            return true;
        }
    }
}
