package org.ocpiplatform.read.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlyUsedTest {

    private final RecentlyUsed<String, String> recent = new RecentlyUsed<>(2);

    @Test
    void whatWasNotUsedForLongestGoes() {
        recent.put("a", "1");
        recent.put("b", "2");
        assertThat(recent.get("a")).isEqualTo("1");
        recent.put("c", "3");
        assertThat(recent.get("b")).isNull();
        assertThat(recent.get("a")).isEqualTo("1");
        assertThat(recent.get("c")).isEqualTo("3");
    }

    @Test
    void whatIsRemovedIsGone() {
        recent.put("a", "1");
        recent.put("b", "2");
        recent.remove("a");
        assertThat(recent.get("a")).isNull();
        recent.clear();
        assertThat(recent.get("b")).isNull();
    }
}
