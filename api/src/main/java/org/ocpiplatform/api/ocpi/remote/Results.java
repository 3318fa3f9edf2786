package org.ocpiplatform.api.ocpi.remote;

import java.util.regex.Pattern;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.outgoing.OutgoingRequestCommand.RecordResult;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.springframework.stereotype.Component;

/** Takes the results that partners post to the URLs that requests of ours have named. */
@Component
public final class Results {

    private static final String PROJECTION = "outgoing_requests";
    private static final Pattern UID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final Commands commands;

    Results(Commands commands) {
        this.commands = commands;
    }

    /**
     * The operation that the URL names.
     *
     * @throws Rejection if the module has none of that name
     */
    public static RemoteOperation operation(ModuleId module, String name) {
        return RemoteOperation.of(module, name).orElseThrow(Results::unknown);
    }

    /**
     * Records a result, and answers once administrators are shown it.
     *
     * @param uid as the URL names it
     * @throws Rejection if no such request was made of the caller, or the result is none of the operation
     */
    public OcpiAnswer record(RemoteOperation operation, String uid, OcpiExchange exchange, RemoteResult result) {
        if (!UID.matcher(uid).matches()) {
            throw unknown();
        }
        Caller caller = exchange.caller();
        PartyId acting = caller.parties(Role.CPO).stream()
                .findFirst()
                .orElseGet(() -> caller.roles().getFirst().party());
        WriteResult recorded = commands.send(
                new RecordResult(new RequestId(uid), operation, caller, result),
                exchange.origin(acting),
                WriteResult.class);
        return commands.shown(PROJECTION, recorded)
                ? OcpiAnswer.empty()
                : OcpiAnswer.empty().with(Commands.BEHIND, "true");
    }

    private static Rejection unknown() {
        return Rejection.notFound("request");
    }
}
