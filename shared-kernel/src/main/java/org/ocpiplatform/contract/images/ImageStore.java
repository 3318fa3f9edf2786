package org.ocpiplatform.contract.images;

import java.util.Optional;

/** Keeps the bytes of uploaded images; every node of the platform sees the same. */
public interface ImageStore {

    /** Keeps an image, durably once this returns. */
    void store(ImageName name, byte[] content);

    /** The image of that name; none if there is none. */
    Optional<byte[]> find(ImageName name);

    /** Forgets an image that nothing refers to; nothing happens if there is none. */
    void delete(ImageName name);
}
