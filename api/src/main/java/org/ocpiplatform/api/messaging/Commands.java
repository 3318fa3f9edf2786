package org.ocpiplatform.api.messaging;

import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends commands, and waits until those who asked can read what they wrote. */
@Component
public final class Commands {

    /** Header that says that a write holds, although reads may not show it yet. */
    public static final String BEHIND = "X-Projection-Behind";

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final CommandGateway gateway;
    private final Queries queries;
    private final ReadStoreWatch store;

    Commands(CommandGateway gateway, Queries queries, ReadStoreWatch store) {
        this.gateway = gateway;
        this.queries = queries;
        this.store = store;
    }

    /**
     * Sends a command.
     *
     * @param origin who asked for it, by the keys of {@link org.ocpiplatform.contract.MessageOrigin}
     * @param answer type of what the command's handler answers
     * @throws Rejection if the command is refused, or not answered in time, or if it could not be shown because the
     *     read store cannot be reached
     */
    public <R> R send(Object command, Map<String, String> origin, Class<R> answer) {
        store.requireForWrites();
        return answer.cast(Causes.await(gateway.<Object>send(command, MetaData.from(origin))));
    }

    /**
     * Waits a bounded time until a projection shows a write.
     *
     * @return false if it does not yet; the write holds nevertheless
     */
    public boolean shown(String projection, WriteResult result) {
        boolean changed = result.kind() != WriteResult.Kind.UNCHANGED;
        try {
            return queries.one(
                    new AwaitRevision(projection, result.aggregateId(), result.revision(), changed), Boolean.class);
        } catch (RuntimeException e) {
            LOG.warn("Cannot tell whether {} shows {}", projection, PersonalData.shownId(result.aggregateId()), e);
            return false;
        }
    }
}
