package org.ocpiplatform.read.projection;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.spring.event.AxonStartedEvent;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.privacy.Forgetful;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.contract.projections.ProjectionQuery.ListPersonalProjections;
import org.ocpiplatform.contract.projections.ProjectionQuery.ListProjections;
import org.ocpiplatform.contract.projections.ProjectionQuery.RebuildAnew;
import org.ocpiplatform.contract.projections.ProjectionQuery.RebuildProjection;
import org.ocpiplatform.contract.projections.ProjectionStatus;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** All projections of this node: what they wait for, how far they are, and their rebuilds. */
@Component
public final class Projections implements Forgetful, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Projections.class);
    private static final Duration RETRY_INTERVAL = Duration.ofMinutes(1);
    private static final int RETRIED_AT_ONCE = 100;
    private static final Duration SETTLE_INTERVAL = Duration.ofMillis(20);
    /** Where no other node applies events, hardly anything is ever found. */
    private static final Duration SETTLE_INTERVAL_ALONE = Duration.ofMillis(500);

    private static final Duration EXCHANGE_INTERVAL = Duration.ofSeconds(1);
    private static final int SEGMENT = 0;

    private final Map<String, Projection<?>> projections = new ConcurrentSkipListMap<>();
    private final Map<String, Rebuild<?>> rebuilds = new ConcurrentHashMap<>();
    private final MongoDatabase database;
    private final DocumentCollections collections;
    private final DeadLetters deadLetters;
    private final ReadSettings settings;
    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final ObjectProvider<EventProcessingConfiguration> processors;
    private final ObjectProvider<TokenStore> tokens;
    private final Nodes nodes;
    private final RebuildRequests requests;
    /** Whether any may be there, as there may be after a crash; asked all the time only where others can add some. */
    private volatile boolean requestsOpen = true;

    private final ReadStoreWatch store;
    private final IndexBuilds indexes = new IndexBuilds();
    private final ScheduledExecutorService background = Executors.newScheduledThreadPool(
            3, Thread.ofPlatform().daemon().name("projections-", 0).factory());

    Projections(
            MongoDatabase database,
            DocumentCollections collections,
            Clock clock,
            ReadSettings settings,
            StreamableMessageSource<TrackedEventMessage<?>> events,
            ObjectProvider<EventProcessingConfiguration> processors,
            ObjectProvider<TokenStore> tokens,
            ReadStoreWatch store) {
        this.database = database;
        this.collections = collections;
        this.store = store;
        this.deadLetters = new DeadLetters(database, clock, indexes);
        this.settings = settings;
        this.events = events;
        this.processors = processors;
        this.tokens = tokens;
        this.nodes = new Nodes(database, settings.nodeId(), System::nanoTime);
        this.requests = new RebuildRequests(database);
    }

    /**
     * Begins what goes on in the background. Not before Axon is up: whoever asks for a processor makes all of them, and
     * nobody can say any more how.
     */
    @EventListener(AxonStartedEvent.class)
    void start() {
        background.scheduleWithFixedDelay(this::exchange, 0, EXCHANGE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        background.scheduleWithFixedDelay(
                () -> each("retried", projection -> projection.retry(this::eventAt, RETRIED_AT_ONCE)),
                RETRY_INTERVAL.toMillis(),
                RETRY_INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
        Duration settleInterval = settings.alone() ? SETTLE_INTERVAL_ALONE : SETTLE_INTERVAL;
        background.scheduleWithFixedDelay(
                () -> each("settled", Projection::settleFromDocuments),
                settleInterval.toMillis(),
                settleInterval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Adds a projection; its projector hands it the events of the processor with the same name. */
    public <S> Projection<S> register(ProjectionDefinition<S> definition) {
        Projection<S> projection =
                new Projection<>(definition, database, collections, deadLetters, settings, indexes, store);
        projections.put(definition.name(), projection);
        return projection;
    }

    /** How this node shares the segments of processors with others. */
    public SegmentShares shares() {
        return new SegmentShares(settings.nodeId(), nodes::running);
    }

    /** The indexes that queries need and the store is still building. */
    public List<String> indexesBeingBuilt() {
        return indexes.building();
    }

    /** Applies what the current unit of work has collected for the processor's projection, if it has one. */
    void flush(String processor) {
        Projection<?> projection = projections.get(processor);
        if (projection != null) {
            projection.flush();
        }
    }

    @QueryHandler
    CompletableFuture<Boolean> handle(AwaitRevision query) {
        Projection<?> projection = projections.get(query.projection());
        if (projection == null) {
            throw Rejection.notFound("projection " + query.projection());
        }
        return projection.await(query.aggregateId(), query.revision(), query.changed());
    }

    @QueryHandler
    List<ProjectionStatus> handle(ListProjections query) {
        store.require();
        long head = Positions.head(events);
        return projections.values().stream()
                .map(projection -> status(projection, head))
                .toList();
    }

    @QueryHandler
    boolean handle(RebuildProjection query) {
        Projection<?> projection = projections.get(query.projection());
        if (projection == null) {
            return false;
        }
        requests.add(query.projection());
        requestsOpen = true;
        takeUpRequests();
        return true;
    }

    @QueryHandler
    List<String> handle(ListPersonalProjections query) {
        return projections.values().stream()
                .filter(Projection::isPersonal)
                .map(Projection::name)
                .toList();
    }

    @QueryHandler
    CompletableFuture<Boolean> handle(RebuildAnew query) {
        Projection<?> projection = projections.get(query.projection());
        if (projection == null) {
            throw Rejection.notFound("projection " + query.projection());
        }
        return rebuiltAnew(projection);
    }

    /** A rebuild that is under way may have begun too early. */
    private CompletableFuture<Boolean> rebuiltAnew(Projection<?> projection) {
        if (!isWrittenHere(projection.name())) {
            return CompletableFuture.completedFuture(false);
        }
        Rebuild<?> underWay = rebuilds.get(projection.name());
        return underWay == null
                // Whoever took over meanwhile may have applied events to the old documents.
                ? begin(projection).done().thenApply(done -> isWrittenHere(projection.name()))
                : underWay.done()
                        .handle((done, failure) -> failure == null)
                        .thenCompose(done -> rebuiltAnew(projection));
    }

    private boolean isWrittenHere(String name) {
        return !processor(name).processingStatus().isEmpty();
    }

    /** Tells other nodes of this one, and takes up what was asked of them but is for this one. */
    private void exchange() {
        try {
            if (!settings.alone()) {
                long head = Positions.head(events);
                nodes.exchange(
                        runnable(),
                        projections.values().stream()
                                .filter(projection -> isWrittenHere(projection.name()))
                                .map(projection -> status(projection, head))
                                .toList());
            }
            if (requestsOpen || !settings.alone()) {
                takeUpRequests();
            }
        } catch (RuntimeException e) {
            LOG.debug("Nothing was exchanged with other nodes", e);
        }
    }

    /** A processor that fails here, perhaps at an event of a later version, is left to nodes where it does not. */
    private Set<String> runnable() {
        return processors.getObject().eventProcessors().values().stream()
                .filter(processor -> !processor.isError())
                .map(EventProcessor::getName)
                .collect(Collectors.toSet());
    }

    private void takeUpRequests() {
        Map<String, String> open = requests.open();
        requestsOpen = !open.isEmpty();
        open.forEach((name, request) -> {
            Projection<?> projection = projections.get(name);
            if (projection != null && isWrittenHere(name) && !rebuilds.containsKey(name)) {
                begin(projection).done().whenComplete((done, failure) -> {
                    // Who writes the projection now does it.
                    if (isWrittenHere(name)) {
                        requests.done(name, request);
                    }
                });
            }
        });
    }

    private Rebuild<?> begin(Projection<?> projection) {
        return rebuilds.computeIfAbsent(projection.name(), name -> {
            Rebuild<?> rebuild = new Rebuild<>(projection, events, () -> requireWrittenHere(name));
            Thread.ofPlatform().daemon().name("rebuild-" + name).start(() -> rebuild(name, rebuild));
            return rebuild;
        });
    }

    /** Another node that took over writes into what is about to be replaced. */
    private void requireWrittenHere(String name) {
        if (!isWrittenHere(name)) {
            throw new IllegalStateException("another node writes projection " + name + " now");
        }
        tokens.getObject().extendClaim(name, SEGMENT);
    }

    @Override
    public void forget() {
        projections.values().forEach(Projection::forget);
    }

    private void rebuild(String name, Rebuild<?> rebuild) {
        Exception failure = null;
        try {
            rebuild.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = e;
        } catch (Exception e) {
            LOG.error("The rebuild of projection {} failed; the old contents keep serving", name, e);
            failure = e;
        }
        rebuilds.remove(name);
        if (failure == null) {
            rebuild.done().complete(null);
        } else {
            rebuild.done().completeExceptionally(failure);
        }
    }

    private ProjectionStatus status(Projection<?> projection, long head) {
        String name = projection.name();
        StreamingEventProcessor processor = processor(name);
        return processor.processingStatus().isEmpty()
                ? nodes.writtenElsewhere(name)
                        .map(written -> elsewhere(projection, head, written))
                        .orElseGet(() -> here(projection, head, processor))
                : here(projection, head, processor);
    }

    private static ProjectionStatus elsewhere(Projection<?> projection, long head, Nodes.Written written) {
        return new ProjectionStatus(
                projection.name(),
                written.position(),
                head,
                Math.max(0, head - written.position()),
                written.eventsPerSecond(),
                written.state(),
                projection.deadLetters(),
                written.percent(),
                written.secondsLeft(),
                written.node());
    }

    private ProjectionStatus here(Projection<?> projection, long head, StreamingEventProcessor processor) {
        String name = projection.name();
        long position = processor.processingStatus().values().stream()
                .mapToLong(segment -> segment.getCurrentPosition().orElse(0))
                .min()
                .orElse(0);
        Rebuild<?> rebuild = rebuilds.get(name);
        return new ProjectionStatus(
                name,
                position,
                head,
                Math.max(0, head - position),
                projection.eventsPerSecond(),
                state(processor, rebuild),
                projection.deadLetters(),
                rebuild == null ? null : rebuild.percent(),
                rebuild == null ? null : rebuild.secondsLeft(),
                processor.processingStatus().isEmpty() ? null : settings.nodeId());
    }

    private static String state(StreamingEventProcessor processor, @Nullable Rebuild<?> rebuild) {
        if (rebuild != null) {
            return "REBUILDING";
        }
        if (processor.isError()
                || processor.processingStatus().values().stream().anyMatch(s -> s.isErrorState())) {
            return "FAILING";
        }
        return processor.isRunning() && !processor.processingStatus().isEmpty() ? "RUNNING" : "STOPPED";
    }

    private StreamingEventProcessor processor(String name) {
        return processors
                .getObject()
                .<StreamingEventProcessor>eventProcessor(name, StreamingEventProcessor.class)
                .orElseThrow();
    }

    /** Does background work for every projection; a failure must not end the schedule. */
    private void each(String done, Consumer<Projection<?>> work) {
        if (store.isAway()) {
            return;
        }
        for (Projection<?> projection : projections.values()) {
            try {
                work.accept(projection);
            } catch (RuntimeException e) {
                LOG.warn("Projection {} could not be {}: {}", projection.name(), done, e.toString());
            }
        }
    }

    Change eventAt(long position) {
        try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(
                position <= 1 ? events.createTailToken() : new GlobalSequenceTrackingToken(position - 1))) {
            TrackedEventMessage<?> event = stream.nextAvailable();
            while (event.trackingToken().position().orElseThrow() < position) {
                event = stream.nextAvailable();
            }
            if (event.trackingToken().position().orElseThrow() != position) {
                throw new IllegalStateException("the event store has no event at position " + position);
            }
            return new Change((DomainEventMessage<?>) event, position);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {
        indexes.close();
        background.shutdownNow();
        if (!settings.alone()) {
            try {
                nodes.leave();
            } catch (RuntimeException e) {
                LOG.debug("Other nodes could not be told that this one leaves", e);
            }
        }
    }
}
