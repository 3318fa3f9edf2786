package org.ocpiplatform.ocpi.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.json.PlainDecimal;
import tools.jackson.databind.JsonNode;

/** Unknown fields that can be written back: their numbers fit plain notation. */
@Constraint(validatedBy = StorableJson.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface StorableJson {

    String message() default "hold a number of too many digits";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Walks the unknown fields. */
    final class Validator implements ConstraintValidator<StorableJson, Map<String, JsonNode>> {

        @Override
        public boolean isValid(@Nullable Map<String, JsonNode> fields, ConstraintValidatorContext context) {
            return fields == null || fields.values().stream().allMatch(Validator::storable);
        }

        private static boolean storable(JsonNode node) {
            if (node.isContainer()) {
                for (JsonNode child : node.values()) {
                    if (!storable(child)) {
                        return false;
                    }
                }
                return true;
            }
            return !node.isBigDecimal() || PlainDecimal.fits(node.decimalValue());
        }
    }
}
