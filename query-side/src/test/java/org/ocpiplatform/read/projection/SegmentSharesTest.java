package org.ocpiplatform.read.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentSharesTest {

    private static final int PROCESSORS = 60;

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "1,3", "4,1", "4,2", "4,3", "4,5"})
    void allSegmentsAreSharedAndNoneTwice(int segments, int nodes) {
        List<String> live = nodes(nodes);
        for (int i = 0; i < PROCESSORS; i++) {
            String processor = "processor-" + i;
            List<Integer> shares = live.stream()
                    .map(node -> share(node, live, segments, processor))
                    .toList();
            assertThat(shares.stream().mapToInt(share -> share).sum()).isEqualTo(segments);
            assertThat(shares)
                    .allSatisfy(share -> assertThat(share).isBetween(segments / nodes, (segments + nodes - 1) / nodes));
        }
    }

    @Test
    void everyNodeHasSomeOfManyProcessors() {
        List<String> live = nodes(3);
        for (String node : live) {
            long own = IntStream.range(0, PROCESSORS)
                    .filter(i -> share(node, live, 1, "processor-" + i) == 1)
                    .count();
            assertThat(own).isBetween(PROCESSORS / 6L, PROCESSORS / 2L);
        }
    }

    @Test
    void whatANodeHadGoesToOthersWhenItIsGoneAndNothingElseMoves() {
        for (int i = 0; i < PROCESSORS; i++) {
            String processor = "processor-" + i;
            if (share("node-0", nodes(3), 1, processor) == 1) {
                assertThat(share("node-0", nodes(2), 1, processor)).isOne();
            }
        }
    }

    @Test
    void whoCannotRunAProcessorHasNoShare() {
        assertThat(share("node-9", nodes(2), 4, "processor-0")).isZero();
    }

    private static List<String> nodes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "node-" + i).toList();
    }

    private static int share(String self, List<String> running, int segments, String processor) {
        return new SegmentShares(self, name -> running).of(segments).getMaxSegments(processor);
    }
}
