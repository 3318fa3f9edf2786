package org.ocpiplatform.api;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ocpiplatform.contract.images.ImageName;
import org.ocpiplatform.contract.images.ImageStore;
import org.springframework.stereotype.Component;

/** Images in memory. */
@Component
public class MemoryImages implements ImageStore {

    private final Map<ImageName, byte[]> images = new ConcurrentHashMap<>();
    private int stores = Integer.MAX_VALUE;

    @Override
    public void store(ImageName name, byte[] content) {
        if (stores-- == 0) {
            throw new IllegalStateException("the disk is full");
        }
        images.put(name, content);
    }

    @Override
    public Optional<byte[]> find(ImageName name) {
        return Optional.ofNullable(images.get(name));
    }

    @Override
    public void delete(ImageName name) {
        images.remove(name);
    }

    public Set<ImageName> names() {
        return Set.copyOf(images.keySet());
    }

    public void clear() {
        images.clear();
        stores = Integer.MAX_VALUE;
    }

    /** That so many images can be stored, and no more. */
    public void holdOnly(int number) {
        stores = number;
    }
}
