package org.ocpiplatform.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaffeineAggregateCacheTest {

    private final CaffeineAggregateCache cache = new CaffeineAggregateCache(10);

    @Test
    void anAggregateIsKeptByItsId() {
        cache.put("id", "an aggregate");

        assertThat(cache.<String, String>get("id")).isEqualTo("an aggregate");
    }

    @Test
    void oneToWhichNothingEverHappenedHasNoIdAndIsForgotten() {
        cache.put(null, "an aggregate");

        assertThat(cache.containsKey("id")).isFalse();
    }
}
