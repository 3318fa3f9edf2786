package org.ocpiplatform.ocpi;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A value of one of OCPI's open enums: values that the specification does not list are accepted, stored and returned
 * unchanged. Implementations are records of one component that list the specified values as constants.
 */
public interface OpenEnum {

    /** The value as it stands in JSON; case-sensitive. */
    @JsonValue
    String value();
}
