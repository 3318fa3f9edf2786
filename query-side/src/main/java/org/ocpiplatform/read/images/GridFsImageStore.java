package org.ocpiplatform.read.images;

import com.mongodb.MongoException;
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
import java.util.function.Supplier;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.ocpiplatform.contract.images.ImageName;
import org.ocpiplatform.contract.images.ImageStore;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images in the bucket {@code images} of the read store's MongoDB, with their names as ids. Unlike projections they are
 * originals: no rebuild touches them, and nothing brings them back.
 */
final class GridFsImageStore implements ImageStore {

    static final String BUCKET = "images";

    private static final Logger LOG = LoggerFactory.getLogger(GridFsImageStore.class);

    private final GridFSBucket bucket;

    GridFsImageStore(MongoDatabase database) {
        // A secondary may not have yet what was stored a moment ago.
        this.bucket = GridFSBuckets.create(database, BUCKET).withReadPreference(ReadPreference.primary());
    }

    @Override
    public void store(ImageName name, byte[] content) {
        reached(() -> {
            bucket.uploadFromStream(id(name), name.value(), new ByteArrayInputStream(content));
            return name;
        });
    }

    @Override
    public Optional<byte[]> find(ImageName name) {
        return reached(() -> content(name));
    }

    private Optional<byte[]> content(ImageName name) {
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
        reached(() -> {
            if (fileOf(name).isPresent()) {
                bucket.delete(id(name));
            }
            return name;
        });
    }

    /** A store that does not answer is for the caller to try again, an image that is damaged is not. */
    private static <R> R reached(Supplier<R> operation) {
        try {
            return operation.get();
        } catch (MongoGridFSException e) {
            throw e;
        } catch (MongoException e) {
            LOG.warn("The read store does not answer for an image: {}", e.toString());
            throw ReadStoreWatch.unavailable();
        }
    }

    private Optional<GridFSFile> fileOf(ImageName name) {
        return Optional.ofNullable(bucket.find(Filters.eq("_id", name.value())).first());
    }

    private static BsonValue id(ImageName name) {
        return new BsonString(name.value());
    }
}
