package org.ocpiplatform.write;

import org.axonframework.test.matchers.Matchers;
import org.hamcrest.Matcher;
import org.ocpiplatform.contract.Rejection;

/** Expectations on refused commands. */
public final class Rejections {

    private Rejections() {}

    /** A rejection for this reason whose message contains a text. */
    public static Matcher<Throwable> rejection(Rejection.Code code, String text) {
        return Matchers.matches(thrown -> thrown instanceof Rejection rejection
                && rejection.code() == code
                && rejection.getMessage().contains(text));
    }
}
