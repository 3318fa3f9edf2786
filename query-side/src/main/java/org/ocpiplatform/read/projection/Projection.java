package org.ocpiplatform.read.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.RenameCollectionOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.privacy.PersonalEvents;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.ocpiplatform.read.projection.DocumentCollection.Find;

/**
 * A running projection: a projector hands it the events of its processor's batch one by one, and they are applied
 * together before the processor's token is stored.
 *
 * @param <S> the aggregate's state as the projection folds it
 */
public final class Projection<S> {

    private static final int SETTLED_AT_ONCE = 1_000;
    private static final String OVERFLOW = "_overflow";
    private static final String REBUILD = "_rebuild";

    private final ProjectionDefinition<S> definition;
    private final MongoDatabase database;
    private final DocumentCollections collections;
    private final DeadLetters deadLetters;
    private final AppliedRevisions revisions;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final EventRate rate = new EventRate();
    private final boolean alone;
    private final DocumentCollection stored;
    private final WholeDocuments documents;
    private final IndexBuilds indexes;
    private final ReadStoreWatch store;
    private volatile DocumentWriter<S> writer;

    Projection(
            ProjectionDefinition<S> definition,
            MongoDatabase database,
            DocumentCollections collections,
            DeadLetters deadLetters,
            ReadSettings settings,
            IndexBuilds indexes,
            ReadStoreWatch store) {
        this.definition = definition;
        this.database = database;
        this.collections = collections;
        this.deadLetters = deadLetters;
        this.revisions = new AppliedRevisions(settings.readYourWritesTimeout());
        this.alone = settings.alone();
        this.indexes = indexes;
        this.store = store;
        this.stored = collections.named(definition.name());
        this.documents = new WholeDocuments(database.getCollection(definition.name()), overflow(""));
        this.writer = writer("");
    }

    /** The projection's name. */
    public String name() {
        return definition.name();
    }

    /**
     * The document of an aggregate.
     *
     * @throws Rejection while the read store cannot be reached
     */
    public Optional<Document> document(String aggregateId) {
        return stored(aggregateId).map(StoredFields::decoded);
    }

    /**
     * The same for who needs only some of its fields.
     *
     * @throws Rejection while the read store cannot be reached
     */
    public Optional<StoredFields> stored(String aggregateId) {
        return Optional.ofNullable(storedDocuments().first(Find.matching(Filters.eq(Fields.ID, aggregateId))))
                .map(this::whole);
    }

    /**
     * The documents, for all that MongoDB's driver can do with them.
     *
     * @throws Rejection while the read store cannot be reached
     */
    public MongoCollection<Document> collection() {
        store.require();
        return documents.collection();
    }

    /**
     * The same documents as the store holds them, for who reads many and must not have them in memory all at once; each
     * must be given to {@link #whole}. Who wants only some fields must want {@link Fields#OVERFLOW} as well.
     *
     * @throws Rejection while the read store cannot be reached
     */
    public DocumentCollection storedDocuments() {
        store.require();
        return stored;
    }

    /**
     * A document with all of its fields: those that it had when it was read, or has by now.
     *
     * @throws Rejection if they cannot be found
     */
    public StoredFields whole(StoredFields stored) {
        return stored.has(Fields.OVERFLOW) ? StoredFields.of(documents.whole(stored.decoded())) : stored;
    }

    /** The documents of its {@linkplain Parts parts} of a name. */
    public MongoCollection<Document> parts(String parts) {
        store.require();
        return database.getCollection(definition.name() + "_" + parts);
    }

    /** Whether no other node can change the documents. */
    boolean writtenByOneNodeOnly() {
        return alone;
    }

    /** The last answers to questions about its documents. */
    <Q, A> LastKnown<Q, A> lastKnown(Predicate<A> kept) {
        return LastKnown.of(store, kept);
    }

    /** Calls back after this node has changed documents; for what is kept in memory beside them. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Takes an event of the processor's current batch. */
    public void add(DomainEventMessage<?> event, TrackingToken token) {
        CurrentUnitOfWork.get()
                .root()
                .<List<Change>>getOrComputeResource(batchKey(), key -> new ArrayList<>())
                .add(new Change(event, token.position().orElseThrow()));
    }

    /**
     * Waits until what was written and acknowledged before is in the documents.
     *
     * @throws Rejection if the projection is too far behind to answer without leaving something out
     */
    public void requireSettled() {
        requireInTime(revisions.settled());
    }

    /** The same for one aggregate. */
    public void requireSettled(String aggregateId) {
        requireInTime(revisions.settled(aggregateId));
    }

    private void requireInTime(CompletableFuture<Boolean> settled) {
        if (!settled.join()) {
            throw new Rejection(Rejection.Code.UNAVAILABLE, name() + " are behind; try again in a moment");
        }
    }

    /** Applies the current unit of work's batch; called before its token is stored. */
    void flush() {
        List<Change> batch =
                CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root().getResource(batchKey()) : null;
        if (batch != null && !batch.isEmpty()) {
            List<Change> changes = List.copyOf(batch);
            batch.clear();
            apply(changes);
        }
    }

    synchronized void apply(List<Change> changes) {
        DocumentWriter.Outcome outcome = writer.apply(changes);
        outcome.refused().forEach(refused -> deadLetters.add(name(), refused));
        show(outcome.shown());
        outcome.refused().forEach(refused -> revisions.givenUp(refused.change().aggregateId()));
        rate.count(changes.size());
    }

    /** Whoever is told that a revision is shown must not be answered from memory that is older. */
    private void show(Map<String, Long> shown) {
        listeners.forEach(Runnable::run);
        revisions.shown(shown);
    }

    /** See {@link AppliedRevisions#await}; a revision that is not new is looked for in the documents first. */
    CompletableFuture<Boolean> await(String aggregateId, long revision, boolean changed) {
        if (store.isAway()) {
            // It stays owed, so that readers wait for it once there is something to read.
            CompletableFuture<Boolean> shown = revisions.await(aggregateId, revision);
            return shown.isDone() ? shown : CompletableFuture.completedFuture(false);
        }
        if (!changed) {
            StoredFields document = storedDocuments()
                    .first(Find.matching(Filters.eq(Fields.ID, aggregateId)).only(Fields.REVISION));
            Long shown = document == null ? null : document.number(Fields.REVISION);
            if (shown != null && shown >= revision) {
                return CompletableFuture.completedFuture(true);
            }
        }
        return revisions.await(aggregateId, revision);
    }

    /** Looks in the documents for what is owed, because another node may be the one that applies the events. */
    void settleFromDocuments() {
        List<String> aggregates = revisions.owedFor(SETTLED_AT_ONCE);
        if (aggregates.isEmpty()) {
            return;
        }
        Map<String, Long> shown = new HashMap<>();
        for (StoredFields document : storedDocuments()
                .all(Find.matching(Filters.in(Fields.ID, aggregates)).only(Fields.ID, Fields.REVISION))) {
            shown.put(document.text(Fields.ID), document.number(Fields.REVISION));
        }
        if (!shown.isEmpty()) {
            show(shown);
        }
        deadLetters.among(name(), aggregates).forEach(revisions::givenUp);
    }

    /** A writer into side collections, which start empty and without indexes, for a rebuild. */
    DocumentWriter<S> sideWriter() {
        collectionNames().forEach(name -> database.getCollection(name + REBUILD).drop());
        database.getCollection(overflowName() + REBUILD).drop();
        return writer(REBUILD);
    }

    /** Indexes the side collections: once they are filled, which takes less than to index every change to them. */
    void indexSides() {
        definition
                .parts()
                .forEach(parts ->
                        IndexBuilds.build(database.getCollection(partsName(parts) + REBUILD), partsIndexes(parts)));
        IndexBuilds.build(database.getCollection(definition.name() + REBUILD), definition.indexes());
    }

    /**
     * Puts the side collections in place of those that queries read. The processor waits meanwhile with what it has to
     * apply, and finds that the new documents contain it.
     *
     * @param catchUp applies the last events to the side collections; returns all that were refused there
     */
    synchronized void switchOver(Callable<List<DocumentWriter.Refused>> catchUp) throws Exception {
        List<DocumentWriter.Refused> refused = catchUp.call();
        // Their indexes go with them. The parts are first, because they may be ahead of the whole but not behind it;
        // and
        // so are the chunks, without which nobody could read the new documents.
        boolean isSpread =
                database.listCollectionNames().into(new ArrayList<>()).contains(overflowName() + REBUILD);
        if (isSpread) {
            replace(overflowName());
        }
        collectionNames().forEach(this::replace);
        if (!isSpread) {
            database.getCollection(overflowName()).drop();
        }
        writer = writer("");
        deadLetters.clear(name());
        refused.forEach(event -> deadLetters.add(name(), event));
        listeners.forEach(Runnable::run);
    }

    private void replace(String name) {
        patiently(database.getCollection(name + REBUILD))
                .renameCollection(
                        database.getCollection(name).getNamespace(), new RenameCollectionOptions().dropTarget(true));
    }

    /** Remembers nothing any more that could not be read again. */
    synchronized void forget() {
        writer.forget();
        revisions.forget();
    }

    /** Applies the events set aside again, reading some at once, and forgets those that go in now. */
    void retry(LongFunction<Change> eventAt, int atOnce) {
        Set<String> blocked = new HashSet<>();
        long position = Long.MIN_VALUE;
        List<DeadLetters.Letter> letters;
        do {
            letters = deadLetters.after(name(), position, atOnce);
            for (DeadLetters.Letter letter : letters) {
                position = letter.position();
                // What follows an event that is still refused does not continue the document.
                if (!blocked.contains(letter.aggregateId()) && !retried(eventAt.apply(position))) {
                    blocked.add(letter.aggregateId());
                }
            }
        } while (letters.size() == atOnce);
    }

    /** Excludes the switch to rebuilt documents, which otherwise might lack an event whose letter is removed here. */
    private synchronized boolean retried(Change change) {
        DocumentWriter.Outcome outcome = writer.apply(List.of(change));
        if (!outcome.refused().isEmpty()) {
            return false;
        }
        deadLetters.remove(name(), change.position());
        show(outcome.shown());
        return true;
    }

    /** Whether its events may say something of drivers. */
    boolean isPersonal() {
        return PersonalEvents.include(definition.eventType());
    }

    boolean concerns(EventMessage<?> event) {
        return definition.eventType().isAssignableFrom(event.getPayloadType());
    }

    long deadLetters() {
        return deadLetters.count(name());
    }

    double eventsPerSecond() {
        return rate.perSecond();
    }

    /** The collections of the parts, and then the one of the whole. */
    private List<String> collectionNames() {
        List<String> names = new ArrayList<>();
        definition.parts().forEach(parts -> names.add(partsName(parts)));
        names.add(definition.name());
        return names;
    }

    private String partsName(Parts<S, ?> parts) {
        return definition.name() + "_" + parts.name();
    }

    private static List<Bson> partsIndexes(Parts<?, ?> parts) {
        List<Bson> needed = new ArrayList<>(parts.indexes());
        needed.add(Indexes.ascending(Fields.WHOLE));
        return needed;
    }

    private String overflowName() {
        return definition.name() + OVERFLOW;
    }

    private Overflow overflow(String suffix) {
        return new Overflow(database.getCollection(overflowName() + suffix));
    }

    private DocumentWriter<S> writer(String suffix) {
        List<PartsWriter<S, ?>> parts = new ArrayList<>();
        definition.parts().forEach(kind -> parts.add(partsWriter(kind, suffix)));
        String name = definition.name() + suffix;
        if (suffix.isEmpty()) {
            indexes.create(database.getCollection(name), definition.indexes());
        }
        return new DocumentWriter<>(definition, collections.named(name), parts, overflow(suffix));
    }

    private <P> PartsWriter<S, P> partsWriter(Parts<S, P> parts, String suffix) {
        String name = partsName(parts) + suffix;
        MongoCollection<Document> all = database.getCollection(name);
        if (suffix.isEmpty()) {
            indexes.create(all, partsIndexes(parts));
        }
        return new PartsWriter<>(parts, collections.named(name), all);
    }

    /** For what takes as long as it takes. */
    private static MongoCollection<Document> patiently(MongoCollection<Document> collection) {
        return collection.withTimeout(0, TimeUnit.MILLISECONDS);
    }

    private String batchKey() {
        return "projection-batch:" + definition.name();
    }
}
