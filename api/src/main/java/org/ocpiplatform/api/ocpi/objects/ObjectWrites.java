package org.ocpiplatform.api.ocpi.objects;

import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.stereotype.Component;

/** Sends the commands of a request and answers when the caller can read what it wrote. */
@Component
public final class ObjectWrites {

    private final Commands commands;

    ObjectWrites(Commands commands) {
        this.commands = commands;
    }

    /**
     * Sends a command that a {@link WriteResult} answers.
     *
     * @param projection that shows the write
     * @param owner the party that acts, unless a routing header names another of the caller's
     * @throws Rejection if the command is refused
     */
    public OcpiAnswer put(String projection, OcpiExchange exchange, PartyId owner, Object command) {
        WriteResult result = send(exchange, owner, command, WriteResult.class);
        OcpiAnswer answer = shown(projection, result, OcpiAnswer.empty());
        return result.kind() == WriteResult.Kind.CREATED ? answer.created() : answer;
    }

    /** Sends a command and gives back what its handler answers; throws like {@link #put}. */
    public <R> R send(OcpiExchange exchange, PartyId owner, Object command, Class<R> answer) {
        return commands.send(command, exchange.origin(owner), answer);
    }

    /** The answer once the projection shows the write, or with a header that says that it does not yet. */
    public OcpiAnswer shown(String projection, WriteResult result, OcpiAnswer answer) {
        return commands.shown(projection, result) ? answer : answer.with(Commands.BEHIND, "true");
    }
}
