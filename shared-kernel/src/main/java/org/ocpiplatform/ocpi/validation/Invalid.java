package org.ocpiplatform.ocpi.validation;

import java.util.List;

/** An object breaks the rules of its OCPI type; the message names each field, in JSON's spelling. */
public final class Invalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Invalid(List<String> problems) {
        super(String.join("; ", problems), null, false, false);
    }
}
