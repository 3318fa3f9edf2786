package org.ocpiplatform.read.projection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.ocpiplatform.read.Events;
import org.ocpiplatform.read.Intercepted;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.Things.Added;

class ProjectionIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Events events = new Events();
    private final Things things = new Things();
    /** Calls of the store that fail: {@code collection.method}. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    private MongoDatabase database;
    private Projection<String> projection;
    private TokenStore tokens;

    @BeforeEach
    void create() {
        database = Intercepted.database(STORE.database(), (collection, method, call) -> {
            if (failing.contains(collection + "." + method)) {
                throw new MongoException("the store is away");
            }
            return call.proceed();
        });
        projection = onThisNode();
        MongoTokenStore stored = MongoTokenStore.builder()
                .mongoTemplate(DefaultMongoTemplate.builder()
                        .mongoDatabase(database)
                        .trackingTokensCollectionName("processor_tokens")
                        .build())
                .serializer(StoredTypeSerializer.create())
                .nodeId("node")
                .transactionManager(NoTransactionManager.instance())
                .build();
        tokens = new FlushingTokenStore(
                stored,
                processor -> {
                    if (processor.equals(Things.NAME)) {
                        projection.flush();
                    }
                },
                ReadStoreWatch.always());
        tokens.initializeTokenSegments(Things.NAME, 1);
    }

    @Test
    void aBatchIsInTheDocumentsWhenItsTokenIsStored() {
        append("x", "a");
        append("y", "b");
        append("x", "c");

        process(0);

        assertThat(documents()).isEqualTo(Map.of("x", "ac", "y", "b"));
        assertThat(storedPosition()).hasValue(3);
    }

    @Test
    void theTokenIsNotStoredWhenTheDocumentsAreNot() {
        append("x", "a");
        failing.add("things.bulkWrite");

        assertAborted(() -> process(0));

        assertThat(documents()).isEmpty();
        assertThat(storedPosition()).isEmpty();
    }

    @Test
    void aBatchThatFailedGoesInWhenItIsRepeated() {
        append("x", "a");
        process(0);
        append("x", "b");
        failing.add("things.bulkWrite");
        assertAborted(() -> process(1));
        failing.clear();

        process(1);

        assertThat(documents()).isEqualTo(Map.of("x", "ab"));
        assertThat(storedPosition()).hasValue(2);
    }

    @Test
    void aBatchWhoseTokenWasNotStoredChangesNothingWhenItIsRepeated() {
        append("x", "a");
        append("x", "b");
        process(0);
        failing.add("processor_tokens.updateOne");
        append("x", "c");
        assertAborted(() -> process(2));
        assertThat(documents()).isEqualTo(Map.of("x", "abc"));
        assertThat(storedPosition()).hasValue(2);
        failing.clear();

        process(2);

        assertThat(documents()).isEqualTo(Map.of("x", "abc"));
        assertThat(storedPosition()).hasValue(3);
    }

    @Test
    void theTokenIsNotStoredWhenAnEventCouldNotBeSetAside() {
        append("x", "bad");
        things.refused.add("bad");
        failing.add("dead_letters.replaceOne");

        assertAborted(() -> process(0));

        assertThat(storedPosition()).isEmpty();
        assertThat(projection.deadLetters()).isZero();
    }

    @Test
    void aTokenWithoutABatchIsJustStored() {
        append("x", "a");

        tokens.storeToken(events.createHeadToken(), Things.NAME, 0);

        assertThat(storedPosition()).hasValue(1);
        assertThat(documents()).isEmpty();
    }

    @Test
    void anEventThatCannotBeAppliedIsSetAsideWithThoseThatFollowIt() {
        append("x", "a");
        append("x", "bad");
        append("y", "b");
        append("x", "c");
        things.refused.add("bad");

        process(0);
        process(0);

        assertThat(documents()).isEqualTo(Map.of("x", "a", "y", "b"));
        assertThat(storedPosition()).hasValue(4);
        assertThat(STORE.database()
                        .getCollection("dead_letters")
                        .find()
                        .sort(new Document("position", 1))
                        .map(letter -> letter.getString("projection") + " " + letter.getLong("position") + " "
                                + letter.getString("aggregate_id") + "/" + letter.getLong("revision") + " "
                                + letter.getString("cause"))
                        .into(new ArrayList<>()))
                .containsExactly(
                        "things 2 x/1 java.lang.IllegalStateException: no bad", "things 4 x/2 revision 1 is missing");
    }

    @Test
    void aRetryWhileTheCauseIsThereChangesNothing() {
        append("x", "bad");
        append("x", "c");
        things.refused.add("bad");
        process(0);

        retry(10);

        assertThat(documents()).isEmpty();
        assertThat(projection.deadLetters()).isEqualTo(2);
    }

    @Test
    void aRetryAfterTheCauseIsGoneAppliesAllInOrderAndForgetsThem() {
        append("x", "a");
        append("x", "bad");
        append("y", "bad");
        append("x", "c");
        append("y", "d");
        things.refused.add("bad");
        process(0);
        things.refused.clear();

        retry(10);

        assertThat(documents()).isEqualTo(Map.of("x", "abadc", "y", "badd"));
        assertThat(projection.deadLetters()).isZero();

        append("x", "e");
        process(5);
        assertThat(documents()).containsEntry("x", "abadce");
    }

    @Test
    void manyEventsThatStayRefusedDoNotKeepOthersFromBeingRetried() {
        things.refused.addAll(Set.of("bad", "sad"));
        append("x", "bad");
        for (int i = 0; i < 9; i++) {
            append("x", "c");
        }
        append("y", "sad");
        append("y", "d");
        process(0);
        things.refused.remove("sad");
        things.folds = 0;

        retry(3);

        assertThat(documents()).isEqualTo(Map.of("y", "sadd"));
        assertThat(projection.deadLetters()).isEqualTo(10);
        // What follows a refused event is not even tried.
        assertThat(things.folds).isEqualTo(3);
    }

    @Test
    void aRevisionIsShownToItsWriterOnceItIsInTheDocuments() {
        append("x", "a");
        CompletableFuture<Boolean> shown = projection.await("x", 0, true);

        process(0);

        assertThat(shown.orTimeout(10, SECONDS).join()).isTrue();
        assertThat(projection.await("x", 0, true).join()).isTrue();
    }

    @Test
    void aRevisionThatIsNotNewIsFoundInTheDocuments() {
        append("x", "a");
        process(0);
        projection = onThisNode();

        assertThat(projection.await("x", 0, false)).isCompletedWithValue(true);
    }

    @Test
    void readersAreRefusedWhileSomethingThatWasAcknowledgedIsNotInTheDocuments() {
        append("x", "a");
        assertThat(projection.await("x", 0, true).join()).isFalse();

        assertUnavailable(projection::requireSettled);
        assertUnavailable(() -> projection.requireSettled("x"));
        projection.requireSettled("y");

        process(0);

        projection.requireSettled();
        projection.requireSettled("x");
    }

    @Test
    void nobodyWaitsForAnEventThatWasSetAside() {
        things.refused.add("bad");
        append("x", "bad");
        CompletableFuture<Boolean> waiting = projection.await("x", 0, true);

        process(0);

        assertThat(waiting.join()).isFalse();
        projection.requireSettled();
    }

    @Test
    void whoAsksForAnEventAfterItWasSetAsideKeepsNobodyWaiting() {
        things.refused.add("bad");
        append("x", "bad");
        process(0);
        projection = onThisNode();
        CompletableFuture<Boolean> fresh = projection.await("x", 0, true);
        CompletableFuture<Boolean> old = projection.await("x", 0, false);

        projection.settleFromDocuments();

        assertThat(fresh.join()).isFalse();
        assertThat(old.join()).isFalse();
        projection.requireSettled();
    }

    @Test
    void whatAnotherNodeAppliesIsFoundInTheDocuments() {
        append("x", "a");
        append("y", "b");
        Projection<String> elsewhere = onThisNode();
        AtomicInteger changes = new AtomicInteger();
        elsewhere.onChange(changes::incrementAndGet);
        CompletableFuture<Boolean> waiting = elsewhere.await("x", 0, true);
        CompletableFuture<Boolean> later = elsewhere.await("y", 1, true);
        elsewhere.settleFromDocuments();
        assertThat(waiting).isNotDone();
        assertThat(changes).hasValue(0);

        process(0);
        elsewhere.settleFromDocuments();

        assertThat(waiting.join()).isTrue();
        // What this node remembers beside the documents is as old as its last look at them.
        assertThat(changes).hasPositiveValue();
        assertThat(later.join()).isFalse();
        elsewhere.requireSettled("x");
        assertUnavailable(() -> elsewhere.requireSettled("y"));
    }

    @Test
    void listenersAreToldBeforeWritersThatAChangeIsShown() {
        List<Boolean> shownAlready = new ArrayList<>();
        append("x", "a");
        append("y", "bad");
        things.refused.add("bad");
        CompletableFuture<Boolean> shown = projection.await("x", 0, true);
        projection.onChange(() -> shownAlready.add(shown.isDone()));

        process(0);
        assertThat(shownAlready).containsExactly(false);

        things.refused.clear();
        retry(10);
        assertThat(shownAlready).hasSize(2);
    }

    @Test
    void anEventOutsideABatchIsAnError() {
        GenericTrackedDomainEventMessage<?> event = events.append("x", new Added("a"));

        assertThatIllegalStateException().isThrownBy(() -> projection.add(event, event.trackingToken()));
        projection.flush();

        assertThat(documents()).isEmpty();
    }

    private Projection<String> onThisNode() {
        IndexBuilds indexes = new IndexBuilds();
        return new Projection<>(
                things.definition(),
                database,
                DocumentCollections.of(database),
                new DeadLetters(database, Clock.systemUTC(), indexes),
                new ReadSettings(PATIENCE, "node", true),
                indexes,
                ReadStoreWatch.always());
    }

    private void append(String aggregateId, String text) {
        events.append(aggregateId, new Added(text));
    }

    /** Hands over the events after a position as a processor does: one unit of work, the token stored in it. */
    private void process(long after) {
        List<GenericTrackedDomainEventMessage<?>> batch = events.all().stream()
                .filter(event -> event.trackingToken().position().orElseThrow() > after)
                .<GenericTrackedDomainEventMessage<?>>map(event -> event)
                .toList();
        TrackingToken last = batch.getLast().trackingToken();
        BatchingUnitOfWork<GenericTrackedDomainEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(batch);
        unitOfWork.onPrepareCommit(unit -> tokens.storeToken(last, Things.NAME, 0));
        ResultMessage<?> result = unitOfWork.executeWithResult(
                () -> {
                    GenericTrackedDomainEventMessage<?> event = unitOfWork.getMessage();
                    projection.add(event, event.trackingToken());
                    return null;
                },
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw new IllegalStateException(result.exceptionResult());
        }
    }

    private void retry(int atOnce) {
        projection.retry(position -> new Change(events.all().get(Math.toIntExact(position - 1)), position), atOnce);
    }

    private OptionalLong storedPosition() {
        TrackingToken token = tokens.fetchToken(Things.NAME, 0);
        return token == null ? OptionalLong.empty() : token.position();
    }

    private Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        STORE.database()
                .getCollection(Things.NAME)
                .find()
                .forEach(document -> documents.put(document.getString(Fields.ID), document.getString(Things.TEXT)));
        return documents;
    }

    private static void assertAborted(Runnable batch) {
        assertThatIllegalStateException().isThrownBy(batch::run).withRootCauseInstanceOf(MongoException.class);
    }

    private static void assertUnavailable(Runnable query) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(query::run)
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }
}
