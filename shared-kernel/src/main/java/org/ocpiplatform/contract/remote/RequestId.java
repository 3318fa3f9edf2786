package org.ocpiplatform.contract.remote;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of a remote request: a text that cannot be guessed, part of the URL at which its result is awaited. */
public record RequestId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RequestId {}

    @Override
    public String toString() {
        return value;
    }
}
