package org.ocpiplatform.read.projection;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.ocpiplatform.read.Events;
import org.springframework.beans.factory.ObjectProvider;

/** The projections of one node over an event store in memory, whose processors a test drives itself. */
public final class ReadSide implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Events events = new Events();
    private final Map<String, StreamingEventProcessor> processors = new ConcurrentHashMap<>();
    private final TokenStore tokens = new InMemoryTokenStore();
    private final Projections projections;

    /** Projections whose documents are in that database. */
    public ReadSide(MongoDatabase database) {
        EventProcessingConfiguration configuration = mock(EventProcessingConfiguration.class);
        when(configuration.eventProcessor(any(), eq(StreamingEventProcessor.class)))
                .thenAnswer(call -> Optional.ofNullable(processors.get(call.<String>getArgument(0))));
        projections = new Projections(
                database,
                DocumentCollections.of(database),
                Clock.systemUTC(),
                new ReadSettings(PATIENCE, "node", true),
                events,
                provider(configuration),
                provider(tokens),
                ReadStoreWatch.always());
        projections.start();
    }

    private static <T> ObjectProvider<T> provider(T object) {
        return new ObjectProvider<>() {
            @Override
            public T getObject() {
                return object;
            }
        };
    }

    public Events events() {
        return events;
    }

    public Projections projections() {
        return projections;
    }

    /** Where the processors remember how far they are. */
    TokenStore tokens() {
        return tokens;
    }

    void run(String name, StreamingEventProcessor processor) {
        processors.put(name, processor);
    }

    /** Hands over events as one batch of a processor, and stores its token. */
    public void batch(String processor, Runnable handOver) {
        DefaultUnitOfWork<?> batch = DefaultUnitOfWork.startAndGet(null);
        batch.onPrepareCommit(unit -> projections.flush(processor));
        batch.execute(handOver);
    }

    /** Waits for a revision that was written just now, as the edge does. */
    public boolean isShown(String projection, String aggregateId, long revision) {
        return projections
                .handle(new AwaitRevision(projection, aggregateId, revision, true))
                .join();
    }

    @Override
    public void close() {
        projections.destroy();
    }
}
