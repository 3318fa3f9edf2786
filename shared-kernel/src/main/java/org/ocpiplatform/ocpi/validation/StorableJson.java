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

/** Unknown fields that can be written back: numbers that fit plain notation, nested less deep than JSON writers go. */
@Constraint(validatedBy = StorableJson.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface StorableJson {

    String message() default "hold a number of too many digits or nest deeper than {depth} levels";

    /** Levels of arrays and objects inside one unknown field. */
    int depth() default 100;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Walks the unknown fields. */
    final class Validator implements ConstraintValidator<StorableJson, Map<String, JsonNode>> {

        private int depth;

        @Override
        public void initialize(StorableJson constraint) {
            depth = constraint.depth();
        }

        @Override
        public boolean isValid(@Nullable Map<String, JsonNode> fields, ConstraintValidatorContext context) {
            if (fields != null && !fields.isEmpty()) {
                for (JsonNode field : fields.values()) {
                    if (!storable(field, depth)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private static boolean storable(JsonNode node, int levels) {
            if (node.isContainer()) {
                if (levels == 0) {
                    return false;
                }
                for (JsonNode child : node.values()) {
                    if (!storable(child, levels - 1)) {
                        return false;
                    }
                }
                return true;
            }
            return !node.isBigDecimal() || PlainDecimal.fits(node.decimalValue());
        }
    }
}
