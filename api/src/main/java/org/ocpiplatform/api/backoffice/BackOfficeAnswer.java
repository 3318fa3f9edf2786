package org.ocpiplatform.api.backoffice;

import java.util.List;

/**
 * What the back office answers, whatever the outcome.
 *
 * @param status the HTTP status
 * @param data what was asked for; an empty list if there is nothing to tell
 */
public record BackOfficeAnswer(int status, Object data, String message) {

    /** A success with nothing to tell but that. */
    public static BackOfficeAnswer success() {
        return new BackOfficeAnswer(200, List.of(), "Success");
    }
}
