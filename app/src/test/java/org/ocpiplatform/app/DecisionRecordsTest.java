package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The form of the decision records (docs/adr/0001). */
class DecisionRecordsTest {

    /** The build sets {@code basedir}; elsewhere tests run in their module's directory. */
    private static final Path RECORDS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../docs/adr");

    @Test
    void numbersBeginAtOneAndHaveNoGaps() throws IOException {
        List<Path> records = records();

        assertThat(records)
                .isNotEmpty()
                .allSatisfy(record -> assertThat(name(record)).matches("\\d{4}-[a-z0-9]+(-[a-z0-9]+)*\\.md"));
        assertThat(records.stream().map(DecisionRecordsTest::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, records.size()).boxed().toList());
    }

    @TestFactory
    Stream<DynamicTest> everyRecordHasItsNumberInTheTitleAndFourSectionsWithText() throws IOException {
        return records().stream()
                .map(record -> DynamicTest.dynamicTest(name(record), () -> {
                    List<String> lines = Files.readAllLines(record);

                    assertThat(lines.getFirst()).matches("# " + number(record) + "\\. \\S.*");
                    assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                            .containsExactly("## Status", "## Context", "## Decision", "## Consequences");
                    assertThat(Stream.of(String.join("\n", lines).split("(?m)^## .*$"))
                                    .skip(1))
                            .hasSize(4)
                            .noneMatch(String::isBlank);
                }));
    }

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(RECORDS)) {
            return files.sorted().toList();
        }
    }

    private static String name(Path record) {
        return record.getFileName().toString();
    }

    private static int number(Path record) {
        return Integer.parseInt(name(record).substring(0, 4));
    }
}
