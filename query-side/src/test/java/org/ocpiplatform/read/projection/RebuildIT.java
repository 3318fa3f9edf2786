package org.ocpiplatform.read.projection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.contract.projections.ProjectionQuery.ListProjections;
import org.ocpiplatform.contract.projections.ProjectionQuery.RebuildAnew;
import org.ocpiplatform.contract.projections.ProjectionQuery.RebuildProjection;
import org.ocpiplatform.contract.projections.ProjectionStatus;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.ocpiplatform.read.Events;
import org.ocpiplatform.read.Intercepted;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.Things.Added;

/** Rebuilds beside a running processor. */
class RebuildIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Things things = new Things();
    /** Calls of the store that fail: {@code collection.method}. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    /** Calls of the store that wait. */
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    private final Set<String> reached = ConcurrentHashMap.newKeySet();

    private ReadSide side;
    private Events events;
    private Projection<String> projection;
    private PooledStreamingEventProcessor processor;

    @BeforeEach
    void start() {
        MongoDatabase database = Intercepted.database(STORE.database(), (collection, method, call) -> {
            String name = collection + "." + method;
            reached.add(name);
            CountDownLatch latch = held.get(name);
            if (latch != null) {
                latch.await();
            }
            if (failing.contains(name)) {
                throw new MongoException("the store is away");
            }
            return call.proceed();
        });
        side = new ReadSide(database);
        events = side.events();
        projection = side.projections().register(things.definition());
        processor = PooledStreamingEventProcessor.builder()
                .name(Things.NAME)
                .messageSource(events)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new Projector(projection))
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .tokenStore(new FlushingTokenStore(side.tokens(), side.projections()::flush, ReadStoreWatch.always()))
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(RebuildIT::thread)
                .workerExecutor(RebuildIT::thread)
                .initialSegmentCount(1)
                .initialToken(source -> source.createTailToken())
                .tokenClaimInterval(100)
                .build();
        side.run(Things.NAME, processor);
        processor.start();
        // Until then a rebuild waits for the node that writes the projection.
        eventually(() -> !processor.processingStatus().isEmpty());
    }

    @AfterEach
    void stop() {
        held.values().forEach(CountDownLatch::countDown);
        eventually(this::idle);
        processor.shutDown();
        side.close();
    }

    @Test
    void rebuiltContentsEqualTheOldOnes() {
        appendMany(2_500);
        eventually(this::caughtUp);
        Set<Document> before = documents();

        rebuild();

        assertThat(documents()).isEqualTo(before).hasSize(50);
        assertThat(indexes()).contains("text_1");
        assertThat(STORE.database().listCollectionNames().into(new ArrayList<>()))
                .doesNotContain("things_rebuild");
    }

    @Test
    void aRebuildBringsBackWhatTheDocumentsLack() {
        appendMany(100);
        eventually(this::caughtUp);
        Set<Document> before = documents();
        STORE.database().getCollection(Things.NAME).deleteMany(new Document(Fields.ID, "x1"));

        rebuild();

        assertThat(documents()).isEqualTo(before);
    }

    @Test
    void theProcessorGoesOnAfterTheRebuild() {
        appendMany(100);
        eventually(this::caughtUp);
        rebuild();

        events.append("x1", new Added("!"));

        eventually(() -> text("x1").endsWith("!"));
        assertThat(status().state()).isEqualTo("RUNNING");
        assertThat(status().deadLetters()).isZero();
    }

    @Test
    void oldContentsServeDuringTheRebuildAndKeepUp() {
        appendMany(100);
        eventually(this::caughtUp);
        Set<Document> before = documents();
        CountDownLatch goOn = hold("things_rebuild.bulkWrite");
        side.projections().handle(new RebuildProjection(Things.NAME));
        eventually(() -> reached.contains("things_rebuild.bulkWrite"));

        assertThat(documents()).isEqualTo(before);
        assertThat(status().state()).isEqualTo("REBUILDING");
        assertThat(status().percent()).isNotNull();
        events.append("x1", new Added("!"));
        assertThat(side.projections()
                        .handle(new AwaitRevision(Things.NAME, "x1", 2, true))
                        .orTimeout(30, SECONDS)
                        .join())
                .isTrue();
        assertThat(text("x1")).endsWith("!");

        goOn.countDown();
        eventually(this::idle);
        assertThat(text("x1")).endsWith("!");
    }

    @Test
    void eventsThatArriveJustBeforeTheSwitchAreNotLost() {
        appendMany(100);
        eventually(this::caughtUp);
        CountDownLatch goOn = hold("things_rebuild.renameCollection");
        side.projections().handle(new RebuildProjection(Things.NAME));
        eventually(() -> reached.contains("things_rebuild.renameCollection"));

        events.append("x1", new Added("!"));
        events.append("new", new Added("n"));
        goOn.countDown();

        eventually(() -> text("x1").endsWith("!") && text("new").equals("n"));
        assertThat(projection.deadLetters()).isZero();
    }

    @Test
    void eventsThatArriveAllTheTimeAreNotLost() throws InterruptedException {
        appendMany(1_000);
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 20; i++) {
                appendMany(100);
                pause();
            }
        });
        eventually(() -> !documents().isEmpty());
        rebuild();
        rebuild();
        writer.join();
        eventually(this::caughtUp);

        assertThat(texts()).isEqualTo(expectedTexts());
        assertThat(projection.deadLetters()).isZero();
    }

    @Test
    void aRebuildThatFailsLeavesTheOldContents() {
        appendMany(100);
        eventually(this::caughtUp);
        Set<Document> before = documents();
        failing.add("things_rebuild.bulkWrite");

        rebuild();

        assertThat(documents()).isEqualTo(before);
        assertThat(status().state()).isEqualTo("RUNNING");
    }

    @Test
    void aSwitchThatFailsLeavesTheOldContentsAndTheProcessorGoesOn() {
        appendMany(100);
        eventually(this::caughtUp);
        Set<Document> before = documents();
        failing.add("things_rebuild.renameCollection");

        rebuild();

        assertThat(documents()).isEqualTo(before);
        events.append("x1", new Added("!"));
        eventually(() -> text("x1").endsWith("!"));
    }

    @Test
    void aRebuildAfterOneThatFailedStartsAnew() {
        appendMany(100);
        eventually(this::caughtUp);
        Set<Document> before = documents();
        failing.add("things_rebuild.renameCollection");
        rebuild();
        failing.clear();

        rebuild();

        assertThat(documents()).isEqualTo(before);
    }

    @Test
    void aRebuildOfAnEmptyEventStoreIsEmpty() {
        STORE.database().getCollection(Things.NAME).insertOne(new Document(Fields.ID, "stray"));

        rebuild();

        assertThat(documents()).isEmpty();
    }

    @Test
    void aRebuildAppliesWhatWasSetAsideAndSetsAsideWhatCannotBe() {
        things.refused.addAll(Set.of("bad", "sad"));
        events.append("x", new Added("a"));
        events.append("x", new Added("bad"));
        events.append("y", new Added("sad"));
        eventually(() -> projection.deadLetters() == 2);
        things.refused.remove("bad");

        rebuild();

        assertThat(texts()).isEqualTo(Map.of("x", "abad"));
        assertThat(projection.deadLetters()).isEqualTo(1);
        things.refused.clear();
        projection.retry(side.projections()::eventAt, 10);
        assertThat(texts()).isEqualTo(Map.of("x", "abad", "y", "sad"));
        assertThat(projection.deadLetters()).isZero();
    }

    @Test
    void eventsOfOtherProjectionsAreSkipped() {
        events.append("other", "something else");
        events.append("x", new Added("a"));
        eventually(() -> text("x").equals("a"));

        rebuild();

        assertThat(texts()).isEqualTo(Map.of("x", "a"));
    }

    @Test
    void aProjectionThatIsUnknownCannotBeRebuiltOrWaitedFor() {
        assertThat(side.projections().handle(new RebuildProjection("unknown"))).isFalse();
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> side.projections().handle(new AwaitRevision("unknown", "x", 0, true)))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.NOT_FOUND));
    }

    @Test
    void theStatusTellsHowFarAProjectionIs() {
        appendMany(100);
        eventually(this::caughtUp);

        ProjectionStatus status = status();

        assertThat(status.name()).isEqualTo(Things.NAME);
        assertThat(status.state()).isEqualTo("RUNNING");
        assertThat(status.position()).isEqualTo(100);
        assertThat(status.head()).isEqualTo(100);
        assertThat(status.lag()).isZero();
        assertThat(status.percent()).isNull();
        assertThat(status.secondsLeft()).isNull();
    }

    @Test
    void theStatusOfAProcessorThatStandsStillIsStopped() {
        processor.shutDown();

        assertThat(status().state()).isEqualTo("STOPPED");
    }

    /** Hands the processor's events to the projection, as real projectors do. */
    static final class Projector {

        private final Projection<String> projection;

        Projector(Projection<String> projection) {
            this.projection = projection;
        }

        @EventHandler
        void on(Added event, DomainEventMessage<?> message, TrackingToken token) {
            projection.add(message, token);
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    @Test
    void whoAsksDuringARebuildIsAnsweredAfterAnother() {
        appendMany(100);
        eventually(this::caughtUp);
        CountDownLatch goOn = hold("things_rebuild.bulkWrite");
        side.projections().handle(new RebuildProjection(Things.NAME));
        eventually(() -> reached.contains("things_rebuild.bulkWrite"));

        reached.clear();

        CompletableFuture<Boolean> anew = side.projections().handle(new RebuildAnew(Things.NAME));
        CountDownLatch goOnAnew = hold("things_rebuild.bulkWrite");
        goOn.countDown();

        eventually(() -> reached.contains("things_rebuild.bulkWrite"));
        assertThat(anew).isNotDone();
        goOnAnew.countDown();
        assertThat(anew.orTimeout(30, SECONDS).join()).isTrue();
        assertThat(status().state()).isEqualTo("RUNNING");
        assertThat(documents()).hasSize(50);
    }

    private void rebuild() {
        assertThat(side.projections().handle(new RebuildProjection(Things.NAME)))
                .isTrue();
        eventually(this::idle);
    }

    private boolean idle() {
        return !status().state().equals("REBUILDING");
    }

    private CountDownLatch hold(String call) {
        CountDownLatch latch = new CountDownLatch(1);
        held.put(call, latch);
        return latch;
    }

    private synchronized void appendMany(int count) {
        for (int i = 0; i < count; i++) {
            events.append("x" + i % 50, new Added("a" + i));
        }
    }

    private boolean caughtUp() {
        return status().lag() == 0;
    }

    private ProjectionStatus status() {
        return side.projections().handle(new ListProjections()).getFirst();
    }

    private Set<Document> documents() {
        return STORE.database().getCollection(Things.NAME).find().into(new HashSet<>());
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        documents().forEach(document -> texts.put(document.getString(Fields.ID), document.getString(Things.TEXT)));
        return texts;
    }

    private String text(String id) {
        return texts().getOrDefault(id, "");
    }

    private Map<String, String> expectedTexts() {
        Map<String, String> texts = new HashMap<>();
        events.all()
                .forEach(event -> texts.merge(
                        event.getAggregateIdentifier(), ((Added) event.getPayload()).text(), String::concat));
        return texts;
    }

    private List<String> indexes() {
        return STORE.database()
                .getCollection(Things.NAME)
                .listIndexes()
                .map(index -> index.getString("name"))
                .into(new ArrayList<>());
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
