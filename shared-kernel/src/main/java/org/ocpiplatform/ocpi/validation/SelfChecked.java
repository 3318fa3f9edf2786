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

/** An object with rules that concern several of its fields at once; {@link Validation} applies them. */
@SelfChecked.Rules
public interface SelfChecked {

    /** Reports which rules are broken. Fields that other constraints require may still be absent. */
    void check(Problems problems);

    /** Makes the rules part of every implementation's constraints. */
    @Constraint(validatedBy = Rules.Validator.class)
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Rules {

        String message() default "must be consistent";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        /** Lets the object check itself. */
        final class Validator implements ConstraintValidator<Rules, SelfChecked> {

            @Override
            public boolean isValid(@Nullable SelfChecked object, ConstraintValidatorContext context) {
                if (object == null) {
                    return true;
                }
                Problems problems = new Problems(context);
                object.check(problems);
                return problems.none();
            }
        }
    }
}
