package org.ocpiplatform.contract.backoffice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of a company that has registered at the back office to run its CPO on this platform. */
public record CpoOwnerId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CpoOwnerId {}

    @Override
    public String toString() {
        return value;
    }
}
