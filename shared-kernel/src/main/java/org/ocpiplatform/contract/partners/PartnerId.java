package org.ocpiplatform.contract.partners;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of a partner, a platform that calls us or that we call. */
public record PartnerId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PartnerId {}

    @Override
    public String toString() {
        return value;
    }
}
