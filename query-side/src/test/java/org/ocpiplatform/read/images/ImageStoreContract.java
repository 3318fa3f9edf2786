package org.ocpiplatform.read.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.images.ImageName;
import org.ocpiplatform.contract.images.ImageStore;

/** What every store of images does. */
abstract class ImageStoreContract {

    static final ImageName NAME = new ImageName("0c7d-logo.png");

    abstract ImageStore store();

    /** A store that knows only what is kept outside of the process. */
    abstract ImageStore reopened();

    @Test
    void whatIsStoredIsFoundAlsoLater() {
        byte[] large = content(3_000_000);
        store().store(NAME, large);
        store().store(new ImageName("other.svg"), content(10));

        assertThat(store().find(NAME)).hasValue(large);
        assertThat(reopened().find(NAME)).hasValue(large);
        assertThat(reopened().find(new ImageName("other.svg"))).hasValue(content(10));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(store().find(NAME)).isEmpty();
        store().store(NAME, content(10));
        assertThat(store().find(new ImageName("0c7d-logo.gif"))).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneAndTheRestStays() {
        ImageName other = new ImageName("other.png");
        store().store(NAME, content(600_000));
        store().store(other, content(600_000));

        store().delete(NAME);
        store().delete(NAME);

        assertThat(store().find(NAME)).isEmpty();
        assertThat(store().find(other)).hasValue(content(600_000));
    }

    static byte[] content(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
