package org.ocpiplatform.ocpi.validation;

import jakarta.validation.ConstraintValidatorContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;

/**
 * What an object finds wrong with itself. Fields go by their Java names; messages are constant texts without braces,
 * because Bean Validation interpolates them.
 */
public final class Problems {

    private final ConstraintValidatorContext context;
    private boolean none = true;

    Problems(ConstraintValidatorContext context) {
        this.context = context;
    }

    /** Something is wrong with a field. */
    public void at(String field, String message) {
        found();
        context.buildConstraintViolationWithTemplate(message)
                .addPropertyNode(field)
                .addConstraintViolation();
    }

    /** Something is wrong with a field of an element of a list. */
    public void at(String list, int index, String field, String message) {
        found();
        context.buildConstraintViolationWithTemplate(message)
                .addPropertyNode(list)
                .addPropertyNode(field)
                .inIterable()
                .atIndex(index)
                .addConstraintViolation();
    }

    /** Reports each element whose key an earlier one has; the key is the field of this name. */
    public <E> void duplicates(String list, List<E> elements, String field, Function<E, @Nullable CiString> key) {
        if (elements.size() < 2) {
            return;
        }
        Set<CiString> keys = HashSet.newHashSet(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            E element = elements.get(i);
            CiString value = element == null ? null : key.apply(element);
            if (value != null && !keys.add(value)) {
                at(list, i, field, "must be unique in its list");
            }
        }
    }

    boolean none() {
        return none;
    }

    private void found() {
        none = false;
        context.disableDefaultConstraintViolation();
    }
}
