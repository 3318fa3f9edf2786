package org.ocpiplatform.write.erasures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.erasures.ErasureCommand;
import org.ocpiplatform.contract.erasures.ErasureCommand.BeginRebuilding;
import org.ocpiplatform.contract.erasures.ErasureCommand.CompleteErasure;
import org.ocpiplatform.contract.erasures.ErasureCommand.RecordKeyDeleted;
import org.ocpiplatform.contract.erasures.ErasureCommand.RecordRebuilt;
import org.ocpiplatform.contract.erasures.ErasureQuery.ListOpenErasures;
import org.ocpiplatform.contract.erasures.ErasureState;
import org.ocpiplatform.contract.erasures.ErasureView;
import org.ocpiplatform.contract.privacy.KeyRing;
import org.ocpiplatform.contract.privacy.StoreFiles;
import org.ocpiplatform.contract.projections.ProjectionQuery.ListPersonalProjections;
import org.ocpiplatform.contract.projections.ProjectionQuery.RebuildAnew;
import org.springframework.stereotype.Component;

/**
 * Brings erasures to their end, as far as this node can: all that are open at once, so that a projection is made anew for
 * all of them together. Every step may be repeated, and is recorded after it was done.
 */
@Component
final class Erasures {

    /** Until then every node has been told, or has forgotten by itself. */
    static final Duration SETTLING = KeyRing.REMEMBERED_AMONG_NODES.plusSeconds(1);

    private final CommandGateway commands;
    private final QueryGateway queries;
    private final KeyRing keys;
    private final StoreFiles files;
    private final Clock clock;

    Erasures(CommandGateway commands, QueryGateway queries, KeyRing keys, StoreFiles files, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.keys = keys;
        this.files = files;
        this.clock = clock;
    }

    /** Goes on with what is open. */
    void run(BooleanSupplier stopping) throws InterruptedException {
        for (ErasureView erasure : open()) {
            Instant deletedAt = erasure.keyDeletedAt();
            if (erasure.state() == ErasureState.REQUESTED) {
                keys.delete(erasure.id());
                send(new RecordKeyDeleted(erasure.id()));
            } else if (erasure.state() == ErasureState.KEY_DELETED
                    && deletedAt != null
                    && !deletedAt.plus(SETTLING).isAfter(clock.instant())) {
                send(new BeginRebuilding(erasure.id(), personalProjections()));
            }
        }
        rebuild(
                open().stream()
                        .filter(erasure -> erasure.state() == ErasureState.PROJECTIONS_REBUILDING)
                        .toList(),
                stopping);
    }

    private void rebuild(List<ErasureView> erasures, BooleanSupplier stopping) throws InterruptedException {
        Set<String> rebuilt = new HashSet<>();
        List<String> remaining = erasures.stream()
                .flatMap(erasure -> erasure.remaining().stream())
                .distinct()
                .toList();
        for (String projection : remaining) {
            if (!stopping.getAsBoolean() && rebuiltHere(projection)) {
                rebuilt.add(projection);
                erasures.forEach(erasure -> send(new RecordRebuilt(erasure.id(), projection)));
            }
        }
        List<ErasureView> finished = erasures.stream()
                .filter(erasure -> rebuilt.containsAll(erasure.remaining()))
                .toList();
        if (!finished.isEmpty()) {
            // What was remembered of documents of before.
            keys.tellAll();
            files.rewrite();
            finished.forEach(erasure -> send(new CompleteErasure(erasure.id())));
        }
    }

    /** False if another node writes the projection, which will get to it when it is its turn. */
    private boolean rebuiltHere(String projection) throws InterruptedException {
        try {
            return queries.query(new RebuildAnew(projection), ResponseTypes.instanceOf(Boolean.class))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("projection " + projection + " could not be made anew", e);
        }
    }

    private List<ErasureView> open() {
        return queries.query(new ListOpenErasures(), ResponseTypes.multipleInstancesOf(ErasureView.class))
                .join();
    }

    private List<String> personalProjections() {
        return queries.query(new ListPersonalProjections(), ResponseTypes.multipleInstancesOf(String.class))
                .join();
    }

    private void send(ErasureCommand command) {
        commands.<WriteResult>send(command).join();
    }
}
