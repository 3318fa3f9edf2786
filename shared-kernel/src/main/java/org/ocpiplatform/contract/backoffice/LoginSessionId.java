package org.ocpiplatform.contract.backoffice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of a login session, which lasts from a login to the logout, or until nobody refreshes it any more. */
public record LoginSessionId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LoginSessionId {}

    @Override
    public String toString() {
        return value;
    }
}
