package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection with ordered indexes whose changes are journaled. One writer at a time changes the state under the
 * collection's monitor and publishes it, change by change, as an immutable {@link CollectionView}; readers take the
 * latest one and never wait.
 */
final class IndexedCollection extends AbstractMongoCollection<Integer> {

    private static final Document EVERYTHING = new Document();
    private static final int QUERY_PLAN_KILLED = 175;
    private static final int INVALID_OPTIONS = 72;
    private static final String ID_FIELD = "_id";
    static final String ID_INDEX = "_id_";

    private final Journal journal;
    private final int journalId;
    private final Deque<Integer> freePositions = new ArrayDeque<>();
    private PositionTable documents = PositionTable.EMPTY;
    private long dataSize;
    private boolean dropped;
    /** The fields that some index needs; null until they are asked for. */
    private EncodedDocument.@Nullable Fields indexed;
    /** What replaces a document just now, if something does. */
    private @Nullable Document replacement;

    private volatile CollectionView view;

    IndexedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursorRegistry,
            Journal journal) {
        super(database, name, options, cursorRegistry);
        this.journal = journal;
        OrderedIndex idIndex = new OrderedIndex(ID_INDEX, List.of(new IndexKey(ID_FIELD, true)), true, false);
        super.addIndex(idIndex);
        this.view = new CollectionView(getFullName(), documents, 0, List.of(idIndex.view()));
        this.journalId = journal.create(this);
    }

    CollectionView view() {
        return view;
    }

    int journalId() {
        return journalId;
    }

    /** Takes over documents read from the journal, into indexes that are still empty. */
    synchronized void load(PositionTable loaded, long loadedSize) {
        documents = loaded;
        dataSize = loadedSize;
        IntStream.range(0, loaded.end())
                .filter(position -> loaded.get(position) == null)
                .forEach(freePositions::add);
        // one after the other, each on all processors: only one index's unpacked entries are in memory
        getIndexes().forEach(index -> ((OrderedIndex) index).build(loaded, this));
        publish();
    }

    private void publishIndexes() {
        indexed = null;
        publish();
    }

    private void publish() {
        List<OrderedIndex.View> indexViews = getIndexes().stream()
                .map(index -> ((OrderedIndex) index).view())
                .toList();
        view = new CollectionView(getFullName(), documents, dataSize, indexViews);
    }

    /** From here on the collection takes no changes; those who read it already may finish. */
    synchronized void markDropped() {
        dropped = true;
    }

    private synchronized <T> T write(Supplier<T> change) {
        if (dropped) {
            throw new MongoServerError(QUERY_PLAN_KILLED, "QueryPlanKilled", "collection dropped");
        }
        try {
            return change.get();
        } catch (RuntimeException | Error e) {
            documents = view.documents();
            dataSize = view.dataSize();
            view.indexes().forEach(index -> index.index().restore(index));
            throw e;
        }
    }

    private void put(int position, byte[] encoded) {
        byte[] replaced = documents.get(position);
        documents = documents.with(position, encoded);
        dataSize += encoded.length - (replaced == null ? 0 : replaced.length);
    }

    private void commitPut(int position) {
        byte[] document = Objects.requireNonNull(documents.get(position));
        journal.append(JournalRecord.put(journalId, position, document), this::publish);
    }

    @Override
    protected QueryResult queryDocuments(
            @Nullable Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        CollectionView state = view;
        int[] positions =
                new Query(state, query == null ? EVERYTHING : query).find(orderBy, numberToSkip, Math.abs(limit));
        Function<byte[], Document> projection = projection(fieldSelector);
        if (batchSize == 0) {
            return new QueryResult(() -> Arrays.stream(positions)
                    .mapToObj(position -> projection.apply(
                            Objects.requireNonNull(state.documents().get(position))))
                    .iterator());
        }
        ResultCursor cursor =
                new ResultCursor(cursorRegistry.generateCursorId(), state.documents(), positions, projection);
        List<Document> firstBatch = cursor.takeDocuments(batchSize);
        if (cursor.isEmpty()) {
            return new QueryResult(firstBatch);
        }
        cursorRegistry.add(cursor);
        return new QueryResult(firstBatch, cursor);
    }

    /** Decodes what a query wants of its documents, and nothing else if it only names fields. */
    private Function<byte[], Document> projection(@Nullable Document fieldSelector) {
        if (fieldSelector == null || fieldSelector.isEmpty()) {
            return EncodedDocument::decode;
        }
        if (fieldSelector.entrySet().stream()
                .allMatch(field -> field.getKey().indexOf('.') < 0
                        && field.getValue() instanceof Number included
                        && included.intValue() == 1)) {
            Set<String> names = new LinkedHashSet<>(fieldSelector.keySet());
            names.add(ID_FIELD);
            return EncodedDocument.Fields.of(names)::decode;
        }
        return document -> matchDocumentsFromStream(
                        EVERYTHING, Stream.of(EncodedDocument.decode(document)), 0, 0, 0, null, fieldSelector)
                .collectDocuments()
                .getFirst();
    }

    /**
     * The documents that match, as the store has them now.
     *
     * @param limit 0 for none
     */
    Stream<byte[]> find(Document filter, @Nullable Document orderBy, int numberToSkip, int limit) {
        CollectionView state = view;
        return Arrays.stream(new Query(state, filter).find(orderBy, numberToSkip, limit))
                .mapToObj(position -> Objects.requireNonNull(state.documents().get(position)));
    }

    /**
     * Replaces the document with the other one's identifier if it matches; adds the other one if there is none.
     *
     * @throws DuplicateKeyError if there is one that does not match
     */
    void replace(Document filter, byte[] encoded) {
        write(() -> {
            EncodedDocument.Fields fields = indexedFields();
            Document document = fields.decode(encoded);
            Integer known = ((OrderedIndex) getIndexes().getFirst()).getPosition(document);
            Document replaced = known == null || !new Query(view, filter).matches(known)
                    ? null
                    : fields.decode(Objects.requireNonNull(documents.get(known)));
            if (known == null || replaced == null) {
                getIndexes().forEach(index -> index.checkAdd(document, this));
                int position = nextPosition();
                put(position, encoded);
                getIndexes().forEach(index -> index.add(document, position, this));
                commitPut(position);
            } else {
                getIndexes().forEach(index -> index.checkUpdate(replaced, document, this));
                getIndexes().forEach(index -> index.updateInPlace(replaced, document, known, this));
                put(known, encoded);
                commitPut(known);
            }
            return document;
        });
    }

    /** Removes one document that matches, if there is any. */
    void delete(Document filter) {
        deleteDocuments(filter, 1, NoopOplog.get());
    }

    private EncodedDocument.Fields indexedFields() {
        EncodedDocument.Fields fields = indexed;
        if (fields == null) {
            fields = EncodedDocument.Fields.of(getIndexes().stream()
                    .flatMap(index -> ((OrderedIndex) index).topLevelFields().stream())
                    .distinct()
                    .toList());
            indexed = fields;
        }
        return fields;
    }

    @Override
    public int count() {
        return view.documents().count();
    }

    @Override
    public int count(@Nullable Document query, int skip, int limit) {
        long matches = new Query(view, query == null ? EVERYTHING : query).countMatches();
        long afterSkip = Math.max(0, matches - skip);
        return (int) (limit > 0 ? Math.min(limit, afterSkip) : afterSkip);
    }

    @Override
    public boolean isEmpty() {
        return count() == 0;
    }

    @Override
    public void addDocument(Document document) {
        write(() -> {
            super.addDocument(document);
            commitPut(Objects.requireNonNull(((OrderedIndex) getIndexes().getFirst()).getPosition(document)));
            return document;
        });
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        int position = nextPosition();
        put(position, EncodedDocument.encode(document));
        return position;
    }

    private int nextPosition() {
        Integer free = freePositions.poll();
        return free == null ? documents.end() : free;
    }

    @Override
    protected void handleUpdate(Integer position, Document oldDocument, Document newDocument) {
        put(position, EncodedDocument.encode(replacement == null ? newDocument : inOrder(newDocument, replacement)));
        commitPut(position);
    }

    /** A document has its fields in the order of what replaced it; the library leaves them where they were before. */
    private static Document inOrder(Document document, Document replacement) {
        Document ordered = new Document(ID_FIELD, document.get(ID_FIELD));
        replacement.keySet().forEach(field -> ordered.put(field, document.get(field)));
        return ordered;
    }

    private <T> T replacing(@Nullable Object update, Supplier<T> change) {
        return write(() -> {
            replacement = update instanceof Document fields
                            && fields.keySet().stream().noneMatch(field -> field.startsWith("$"))
                    ? fields
                    : null;
            try {
                return change.get();
            } finally {
                replacement = null;
            }
        });
    }

    @Override
    public void removeDocument(Document document) {
        write(() -> {
            Integer position = ((OrderedIndex) getIndexes().getFirst()).getPosition(document);
            if (position != null) {
                removeDocument(position);
            }
            return document;
        });
    }

    @Override
    protected void removeDocument(Integer position) {
        byte[] removed = Objects.requireNonNull(documents.get(position));
        Document document = EncodedDocument.decode(removed);
        getIndexes().forEach(index -> ((OrderedIndex) index).remove(document, position));
        documents = documents.with(position, null);
        dataSize -= removed.length;
        journal.append(JournalRecord.delete(journalId, position), this::publish);
        freePositions.add(position);
    }

    @Override
    public List<Document> insertDocuments(List<Document> newDocuments, boolean isOrdered) {
        return write(() -> super.insertDocuments(newDocuments, isOrdered));
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return write(() -> super.deleteDocuments(selector, limit, oplog));
    }

    @Override
    public Document updateDocuments(
            Document selector,
            Document updateQuery,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        return replacing(
                updateQuery,
                () -> super.updateDocuments(selector, updateQuery, arrayFilters, isMulti, isUpsert, oplog));
    }

    @Override
    public Document findAndModify(Document query) {
        return replacing(query.get("update"), () -> super.findAndModify(query));
    }

    @Override
    public void addIndex(Index<Integer> index) {
        write(() -> {
            boolean isNew = getIndexes().stream()
                    .noneMatch(existing -> existing.getName().equals(index.getName()));
            if (isNew && count() > 0) {
                try {
                    ((OrderedIndex) index).build(documents, this);
                } catch (MongoServerError e) {
                    throw new IndexBuildFailedException(e, this);
                }
            }
            super.addIndex(index);
            if (isNew) {
                journal.append(JournalRecord.createIndex(journalId, index.toIndexDescription()), this::publishIndexes);
            }
            return index;
        });
    }

    @Override
    public synchronized void dropIndex(String indexName) {
        if (dropped) {
            super.dropIndex(indexName);
            return;
        }
        if (indexName.equals(ID_INDEX)) {
            throw new MongoServerError(INVALID_OPTIONS, "InvalidOptions", "cannot drop _id index");
        }
        write(() -> {
            super.dropIndex(indexName);
            journal.append(JournalRecord.dropIndex(journalId, indexName), this::publishIndexes);
            return indexName;
        });
    }

    @Override
    public void renameTo(MongoDatabase newDatabase, String newCollectionName) {
        write(() -> {
            super.renameTo(newDatabase, newCollectionName);
            journal.rename(journalId, getFullName(), this::publish);
            return newCollectionName;
        });
    }

    @Override
    protected Document getDocument(Integer position) {
        return EncodedDocument.decode(Objects.requireNonNull(view.documents().get(position)));
    }

    @Override
    protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
        PositionTable current = documents;
        return IntStream.range(0, current.end())
                .filter(position -> current.get(position) != null)
                .mapToObj(position -> new DocumentWithPosition<>(
                        EncodedDocument.decode(Objects.requireNonNull(current.get(position))), position));
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            Document orderBy,
            int numberToSkip,
            int numberToReturn,
            int batchSize,
            Document fieldSelector) {
        return queryDocuments(query, orderBy, numberToSkip, numberToReturn, batchSize, fieldSelector);
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {}

    @Override
    protected int getDataSize() {
        return (int) Math.min(Integer.MAX_VALUE, view.dataSize());
    }
}
