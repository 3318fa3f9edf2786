package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index whose entries are the encoded field values followed by the document's position. Only the collection's
 * writer calls the methods below; readers work on the {@link View}.
 */
final class OrderedIndex extends Index<Integer> {

    private final String[] fields;
    private final boolean unique;
    private final EncodedDocument.Fields topLevelFields;
    private View view = new View(this, OrderedKeys.EMPTY, 0);

    OrderedIndex(String name, List<IndexKey> keys, boolean unique, boolean sparse) {
        super(name, keys, sparse);
        this.fields = keys.stream().map(IndexKey::getKey).toArray(String[]::new);
        this.unique = unique;
        this.topLevelFields = EncodedDocument.Fields.of(
                Stream.of(fields).map(Utils::firstFragment).distinct().toList());
    }

    /**
     * What readers see.
     *
     * @param multikey one bit per field that has held an array since the index was built
     */
    record View(OrderedIndex index, OrderedKeys entries, int multikey) {

        int fieldCount() {
            return index.fields.length;
        }

        String field(int i) {
            return index.fields[i];
        }

        boolean ascending(int i) {
            return index.isAscending(i);
        }

        boolean isMultikey(int i) {
            return (multikey & 1 << i) != 0;
        }

        boolean sparse() {
            return index.isSparse();
        }
    }

    View view() {
        return view;
    }

    void restore(View published) {
        view = published;
    }

    /** The fields of a document in which what it indexes is. */
    List<String> topLevelFields() {
        return List.of(topLevelFields.strings());
    }

    private boolean isAscending(int field) {
        return getKeys().get(field).isAscending();
    }

    /** Replaces all entries. */
    void build(PositionTable documents, MongoCollection<Integer> collection) {
        AtomicInteger multikey = new AtomicInteger();
        byte[][] entries = IntStream.range(0, documents.end())
                .parallel()
                .boxed()
                .<byte[]>mapMulti((position, target) -> {
                    byte[] document = documents.get(position);
                    if (document != null) {
                        Keys keys = keysOf(topLevelFields.decode(document));
                        if ((keys.multikey & ~multikey.get()) != 0) {
                            multikey.accumulateAndGet(keys.multikey, (left, right) -> left | right);
                        }
                        keys.encoded.forEach(key -> target.accept(entry(key, position)));
                    }
                })
                .toArray(byte[][]::new);
        Arrays.parallelSort(entries, Arrays::compareUnsigned);
        if (unique) {
            for (int i = 1; i < entries.length; i++) {
                if (sameKey(entries[i - 1], entries[i])
                        && KeyEncoder.position(entries[i - 1]) != KeyEncoder.position(entries[i])) {
                    byte[] document = documents.get(KeyEncoder.position(entries[i]));
                    throw duplicate(document == null ? new Document() : topLevelFields.decode(document), collection);
                }
            }
        }
        view = new View(this, OrderedKeys.ofSorted(entries), multikey.get());
    }

    private static boolean sameKey(byte[] entry, byte[] other) {
        int length = entry.length - Integer.BYTES;
        return other.length == entry.length && Arrays.equals(entry, 0, length, other, 0, length);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Integer> collection) {
        for (byte[] key : keysOf(document).encoded) {
            checkUnique(key, document, collection);
        }
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Integer> collection) {
        List<byte[]> oldKeys = keysOf(oldDocument).encoded;
        for (byte[] key : keysOf(newDocument).encoded) {
            if (oldKeys.stream().noneMatch(oldKey -> Arrays.equals(oldKey, key))) {
                checkUnique(key, newDocument, collection);
            }
        }
    }

    private void checkUnique(byte[] key, Document document, MongoCollection<Integer> collection) {
        if (unique && view.entries.firstWithPrefix(key) != null) {
            throw duplicate(document, collection);
        }
    }

    private DuplicateKeyError duplicate(Document document, MongoCollection<Integer> collection) {
        KeyValue key = new KeyValue(Stream.of(fields)
                .map(field -> EncodedDocument.value(document, field))
                .toList());
        return new DuplicateKeyError(this, collection, getKeys(), key);
    }

    @Override
    public void add(Document document, Integer position, MongoCollection<Integer> collection) {
        Keys keys = keysOf(document);
        OrderedKeys entries = view.entries;
        for (byte[] key : keys.encoded) {
            entries = entries.with(entry(key, position));
        }
        view = new View(this, entries, view.multikey | keys.multikey);
    }

    void remove(Document document, int position) {
        OrderedKeys entries = view.entries;
        for (byte[] key : keysOf(document).encoded) {
            entries = entries.without(entry(key, position));
        }
        view = new View(this, entries, view.multikey);
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Integer position, MongoCollection<Integer> collection) {
        List<byte[]> oldKeys = keysOf(oldDocument).encoded;
        List<byte[]> newKeys = keysOf(newDocument).encoded;
        if (!Arrays.deepEquals(oldKeys.toArray(), newKeys.toArray())) {
            remove(oldDocument, position);
            add(newDocument, position, collection);
        }
    }

    private static byte[] entry(byte[] key, int position) {
        byte[] entry = Arrays.copyOf(key, key.length + Integer.BYTES);
        KeyEncoder.writePosition(entry, position);
        return entry;
    }

    private record Keys(List<byte[]> encoded, int multikey) {}

    private Keys keysOf(Document document) {
        @Nullable Object[] values = new @Nullable Object[fields.length];
        int array = -1;
        boolean missing = true;
        for (int i = 0; i < fields.length; i++) {
            values[i] = EncodedDocument.value(document, fields[i]);
            missing &= values[i] instanceof Missing;
            if (values[i] instanceof Collection) {
                if (array >= 0) {
                    throw new CannotIndexParallelArraysError(List.of(fields[i], fields[array]));
                }
                array = i;
            }
        }
        if (missing && isSparse()) {
            return new Keys(List.of(), 0);
        }
        if (array < 0) {
            return new Keys(List.of(key(values, -1, null)), 0);
        }
        Collection<?> elements = (Collection<?>) Objects.requireNonNull(values[array]);
        List<byte[]> keys = new ArrayList<>();
        if (elements.isEmpty()) {
            keys.add(key(values, array, elements));
        }
        for (Object element : elements) {
            keys.add(key(values, array, element));
        }
        return new Keys(keys, 1 << array);
    }

    private byte[] key(@Nullable Object[] values, int array, @Nullable Object element) {
        KeyEncoder encoder = new KeyEncoder();
        for (int i = 0; i < values.length; i++) {
            if (i != array) {
                encoder.append(values[i], isAscending(i));
            } else if (element == values[i]) {
                encoder.appendEmptyArray(isAscending(i));
            } else {
                encoder.append(element, isAscending(i));
            }
        }
        return encoder.toBytes();
    }

    /** Only the unique index on the id tells the position; the collection asks no other one. */
    @Override
    public @Nullable Integer getPosition(Document document) {
        if (!unique || isSparse()) {
            return null;
        }
        byte[] entry = view.entries.firstWithPrefix(keysOf(document).encoded.getFirst());
        return entry == null ? null : KeyEncoder.position(entry);
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public long getCount() {
        return view.entries.size();
    }

    @Override
    public long getDataSize() {
        return view.entries.size() == 0 ? 0 : view.entries.heapBytes();
    }

    @Override
    public void drop() {}

    @Override
    public Integer remove(Document document) {
        throw new UnsupportedOperationException("Removal needs the position");
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Integer> getPositions(Document query) {
        throw new UnsupportedOperationException("The query planner reads the entries");
    }
}
