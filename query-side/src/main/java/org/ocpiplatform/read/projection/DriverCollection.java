package org.ocpiplatform.read.projection;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A collection through MongoDB's driver. */
final class DriverCollection implements DocumentCollection {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> collection;

    DriverCollection(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    @Override
    public Stream<StoredFields> find(Find find) {
        FindIterable<Document> found =
                collection.find(find.filter()).skip(find.skip()).limit(find.limit());
        if (!find.fields().isEmpty()) {
            found.projection(Projections.include(find.fields()));
        }
        if (find.order() != null) {
            found.sort(find.order());
        }
        if (find.limit() > 0) {
            found.batchSize(find.limit());
        }
        MongoCursor<Document> cursor = found.iterator();
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .map(StoredFields::of)
                .onClose(cursor::close);
    }

    @Override
    public long count(Bson filter) {
        return collection.countDocuments(filter);
    }

    @Override
    public List<BulkWriteError> write(List<WriteModel<Document>> writes) {
        if (writes.isEmpty()) {
            return List.of();
        }
        try {
            collection.bulkWrite(writes, UNORDERED);
            return List.of();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            return e.getWriteErrors();
        } catch (BSONException e) {
            return writes.size() == 1
                    ? List.of(new BulkWriteError(NOT_ENCODED, e.toString(), new BsonDocument(), 0))
                    : oneByOne(writes);
        }
    }

    /** The driver refuses a whole bulk for one document that is too large or cannot be encoded. */
    private List<BulkWriteError> oneByOne(List<WriteModel<Document>> writes) {
        List<BulkWriteError> errors = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            for (BulkWriteError error : write(List.of(writes.get(i)))) {
                errors.add(new BulkWriteError(error.getCode(), error.getMessage(), error.getDetails(), i));
            }
        }
        return errors;
    }
}
