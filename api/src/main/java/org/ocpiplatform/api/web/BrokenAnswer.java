package org.ocpiplatform.api.web;

import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;

/**
 * Ends an answer that was begun, and cannot be completed, without the end that HTTP demands, so that nobody takes it for
 * the whole. Requests that are answered by their own thread just throw; for those that are not there is this.
 */
public final class BrokenAnswer {

    private static final String ATTRIBUTE = BrokenAnswer.class.getName();

    private BrokenAnswer() {}

    static void prepare(Request request, Response response) {
        request.setAttribute(
                ATTRIBUTE, (Runnable) () -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null));
    }

    /** Breaks off the connection; before the exchange is completed. */
    public static void breakOff(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Runnable close) {
            close.run();
        }
    }
}
