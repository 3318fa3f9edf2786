package org.ocpiplatform.read.images;

import com.mongodb.MongoGridFSException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSFile;
import com.mongodb.client.model.Filters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.ocpiplatform.contract.images.ImageName;
import org.ocpiplatform.contract.images.ImageStore;

/**
 * Images in the bucket {@code images} of the read store's MongoDB, with their names as ids. Unlike projections they are
 * originals: no rebuild touches them, and nothing brings them back.
 */
final class GridFsImageStore implements ImageStore {

    static final String BUCKET = "images";

    private final GridFSBucket bucket;

    GridFsImageStore(MongoDatabase database) {
        // A secondary may not have yet what was stored a moment ago.
        this.bucket = GridFSBuckets.create(database, BUCKET).withReadPreference(ReadPreference.primary());
    }

    @Override
    public void store(ImageName name, byte[] content) {
        bucket.uploadFromStream(id(name), name.value(), new ByteArrayInputStream(content));
    }

    @Override
    public Optional<byte[]> find(ImageName name) {
        if (fileOf(name).isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            bucket.downloadToStream(id(name), content);
            return Optional.of(content.toByteArray());
        } catch (MongoGridFSException e) {
            // Deleted meanwhile, or damaged.
            if (fileOf(name).isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void delete(ImageName name) {
        if (fileOf(name).isPresent()) {
            bucket.delete(id(name));
        }
    }

    private Optional<GridFSFile> fileOf(ImageName name) {
        return Optional.ofNullable(bucket.find(Filters.eq("_id", name.value())).first());
    }

    private static BsonValue id(ImageName name) {
        return new BsonString(name.value());
    }
}
