package org.ocpiplatform.read.remote;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.ocpi.types.DisplayText;
import tools.jackson.databind.node.ObjectNode;

/** What the histories of requests say alike, whichever way they go. */
final class RequestTexts {

    private RequestTexts() {}

    /** What is asked, after "asks". */
    static String what(RemoteOperation operation, ObjectNode content) {
        return switch (operation) {
            case START_SESSION -> "to start a session at " + place(content);
            case STOP_SESSION -> "to stop session " + text(content, "session_id");
            case RESERVE_NOW ->
                "to reserve " + place(content) + " until " + text(content, "expiry_date") + " as reservation "
                        + text(content, "reservation_id");
            case CANCEL_RESERVATION -> "to give up reservation " + text(content, "reservation_id");
            case UNLOCK_CONNECTOR -> "to unlock a connector at " + place(content);
            case ACTIVE_CHARGING_PROFILE ->
                "for the active charging profile of session " + text(content, "session_id") + " over "
                        + text(content, "duration") + " seconds";
            case CHARGING_PROFILE -> "to charge session " + text(content, "session_id") + " by a profile";
            case CLEAR_PROFILE -> "to forget the charging profile of session " + text(content, "session_id");
        };
    }

    private static String place(ObjectNode content) {
        return text(content, "location_id")
                + (content.has("evse_uid") ? ", EVSE " + text(content, "evse_uid") : "")
                + (content.has("connector_id") ? ", connector " + text(content, "connector_id") : "");
    }

    private static String text(ObjectNode content, String field) {
        return content.path(field).asString("");
    }

    /** A result with what was said about it. */
    static String word(RemoteResult result) {
        return result.result() + said(result.message());
    }

    /** What was said; nothing if nothing was. */
    static String said(List<DisplayText> message) {
        return message.isEmpty()
                ? ""
                : " (" + message.stream().map(DisplayText::text).collect(joining(" / ")) + ")";
    }

    /** A text without the uid of the driver's token, which others may have quoted. */
    static String withoutUid(String text, ObjectNode content) {
        String uid = content.path("token").path("uid").asString("");
        return uid.isEmpty()
                ? text
                : Pattern.compile(Pattern.quote(uid), Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .replaceAll(Matcher.quoteReplacement("…"));
    }

    /** A number of seconds. */
    static String seconds(long number) {
        return number == 1 ? "1 second" : number + " seconds";
    }
}
