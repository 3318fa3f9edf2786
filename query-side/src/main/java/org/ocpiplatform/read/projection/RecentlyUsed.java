package org.ocpiplatform.read.projection;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was used last, and nothing else: an aggregate that has just begun is more likely to change next than one that
 * changed often and has ended, which a cache that counts uses would rather keep. Values may be large, so they give way
 * when memory runs short. Used by one thread at a time.
 */
final class RecentlyUsed<K, V> {

    private static final int INITIAL = 16;
    private static final float LOAD = 0.75f;

    private final Map<K, SoftReference<V>> values;

    RecentlyUsed(int most) {
        this.values = new LinkedHashMap<>(INITIAL, LOAD, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, SoftReference<V>> eldest) {
                return size() > most;
            }
        };
    }

    @Nullable
    V get(K key) {
        SoftReference<V> value = values.get(key);
        return value == null ? null : value.get();
    }

    void put(K key, V value) {
        values.put(key, new SoftReference<>(value));
    }

    void remove(K key) {
        values.remove(key);
    }

    void clear() {
        values.clear();
    }
}
