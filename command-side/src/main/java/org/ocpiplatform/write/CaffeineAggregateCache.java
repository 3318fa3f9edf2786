package org.ocpiplatform.write;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.privacy.Forgetful;

/**
 * Axon's cache of aggregates on Caffeine, which Axon has no adapter for. An aggregate may be a token or a site of hundreds
 * of EVSEs, so beside their number memory is the bound: when it runs short they are forgotten, and loaded when needed.
 */
final class CaffeineAggregateCache implements Cache, Forgetful {

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    CaffeineAggregateCache(long maximumEntries) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(maximumEntries)
                .softValues()
                .recordStats()
                .executor(Runnable::run)
                .build();
    }

    /** Registers hits, misses and size as {@code cache.*} with the tag {@code cache="aggregates"}. */
    void measure(MeterRegistry meters) {
        CaffeineCacheMetrics.monitor(meters, entries, "aggregates");
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    /** An aggregate to which nothing has ever happened has no id yet, and is forgotten. */
    @Override
    public void put(@Nullable Object key, Object value) {
        if (key != null) {
            entries.put(key, value);
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public void forget() {
        removeAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    /** Nobody listens: aggregates have no listeners of cache entries. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> false;
    }
}
