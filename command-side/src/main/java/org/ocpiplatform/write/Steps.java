package org.ocpiplatform.write;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.ocpiplatform.contract.Answers;
import org.ocpiplatform.contract.Rejection;
import org.springframework.stereotype.Component;

/** Sends commands on behalf of a longer process, one after another; what they led to is stored when this returns. */
@Component
public final class Steps {

    /** Within the unit of work around it a step would hold its aggregates, and store its events, only at that one's end. */
    private static final Executor BESIDE =
            task -> Thread.ofVirtual().name("step").start(task);

    private final CommandGateway gateway;

    /** Sent by this gateway. */
    public Steps(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Sends a command, and throws what went wrong itself, not what it was wrapped in.
     *
     * @param origin by the keys of {@link org.ocpiplatform.contract.MessageOrigin}
     * @param answer type of what the command's handler answers
     * @throws Rejection if the command is refused, or not answered in time
     */
    public <R> R take(Object command, Map<String, ?> origin, Class<R> answer) {
        return answer.cast(Answers.await(
                CompletableFuture.supplyAsync(() -> gateway.<Object>send(command, MetaData.from(origin)), BESIDE)
                        .thenCompose(sent -> sent)));
    }
}
