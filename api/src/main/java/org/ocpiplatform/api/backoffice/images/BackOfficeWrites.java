package org.ocpiplatform.api.backoffice.images;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ocpiplatform.api.backoffice.BackOfficeAnswer;
import org.ocpiplatform.api.backoffice.BackOfficeCaller;
import org.ocpiplatform.api.backoffice.BackOfficeOrigin;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.stereotype.Component;

/** Sends what an upload changes, and answers once it can be read. */
@Component
final class BackOfficeWrites {

    /** What {@link #answer} answers, for the description of the routes. */
    static final String DONE_EXAMPLE = "{\"status\":200,\"data\":[],\"message\":\"Success\"}";

    private final Commands commands;

    BackOfficeWrites(Commands commands) {
        this.commands = commands;
    }

    /** Sends a command of a user on behalf of a CPO, which an administrator does not belong to. */
    WriteResult send(Object command, PartyId cpo, BackOfficeCaller caller, HttpServletRequest request) {
        return commands.send(command, BackOfficeOrigin.of(request, caller.userId(), cpo), WriteResult.class);
    }

    /** Success, with a header if the projection does not show it in time. */
    BackOfficeAnswer answer(String projection, WriteResult result, HttpServletResponse response) {
        if (!commands.shown(projection, result)) {
            response.setHeader(Commands.BEHIND, "true");
        }
        return BackOfficeAnswer.success();
    }
}
