package org.ocpiplatform.contract.readers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of a consumer of streams, or of an auditor. */
public record ReaderId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReaderId {}

    @Override
    public String toString() {
        return value;
    }
}
