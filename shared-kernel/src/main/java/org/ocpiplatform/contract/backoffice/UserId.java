package org.ocpiplatform.contract.backoffice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of a person who logs in at the back office. */
public record UserId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {}

    @Override
    public String toString() {
        return value;
    }
}
