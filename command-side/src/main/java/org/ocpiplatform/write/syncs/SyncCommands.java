package org.ocpiplatform.write.syncs;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.MetaData;
import org.ocpiplatform.contract.Rejection;
import org.springframework.stereotype.Component;

/** Sends the commands of runs one after another, and throws what went wrong itself, not what it was wrapped in. */
@Component
final class SyncCommands {

    private static final long PATIENCE_SECONDS = 30;

    private final CommandGateway gateway;

    SyncCommands(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Sends a command.
     *
     * @param origin by the keys of {@link org.ocpiplatform.contract.MessageOrigin}
     * @param answer type of what the command's handler answers
     * @throws Rejection if the command is refused, or not answered in time
     */
    <R> R send(Object command, Map<String, String> origin, Class<R> answer) {
        try {
            return answer.cast(
                    gateway.<Object>send(command, MetaData.from(origin)).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (TimeoutException e) {
            throw new Rejection(Rejection.Code.UNAVAILABLE, "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the platform is stopping");
        }
    }

    private static RuntimeException unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause instanceof HandlerExecutionException)) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
