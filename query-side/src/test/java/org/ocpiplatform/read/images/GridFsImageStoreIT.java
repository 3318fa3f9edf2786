package org.ocpiplatform.read.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.images.ImageStore;
import org.ocpiplatform.read.ReadStore;

class GridFsImageStoreIT extends ImageStoreContract {

    @RegisterExtension
    static final ReadStore READ_STORE = new ReadStore();

    @Override
    ImageStore store() {
        return new GridFsImageStore(READ_STORE.database());
    }

    @Override
    ImageStore reopened() {
        return new GridFsImageStore(READ_STORE.database());
    }

    @Test
    void imagesLieInCollectionsThatNoProjectionHas() {
        store().store(NAME, content(600_000));

        assertThat(READ_STORE.database().listCollectionNames())
                .containsExactlyInAnyOrder("images.files", "images.chunks");
        assertThat(READ_STORE.database().getCollection("images.chunks").countDocuments())
                .isEqualTo(3);
        store().delete(NAME);
        assertThat(READ_STORE.database().getCollection("images.chunks").countDocuments())
                .isZero();
    }
}
