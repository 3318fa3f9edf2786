package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/security.md names a test for every threat, and these tests exist. */
class SecurityDocsTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("..")
            .normalize();

    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT|E2E))`");

    @TestFactory
    Stream<DynamicTest> everyThreatHasAControlAndATestThatExists() throws IOException {
        Set<String> tests = tests();
        List<String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(20);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.split("\\|")[1].strip(), () -> {
                    String[] cells = row.split("\\|");
                    assertThat(cells)
                            .hasSize(4)
                            .allSatisfy(cell -> assertThat(cell).isNotNull());
                    List<String> named = TEST.matcher(cells[3])
                            .results()
                            .map(match -> match.group(1))
                            .toList();
                    assertThat(named)
                            .isNotEmpty()
                            .allSatisfy(name -> assertThat(tests).contains(name));
                }));
    }

    @Test
    void noTestIsNamedElsewhereInThePageThatDoesNotExist() throws IOException {
        Set<String> tests = tests();

        assertThat(TEST.matcher(page()).results().map((MatchResult match) -> match.group(1)))
                .allSatisfy(name -> assertThat(tests).contains(name));
    }

    private static List<String> rows() throws IOException {
        return page().lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Threat"))
                .toList();
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/security.md"));
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(file -> ROOT.relativize(file).toString())
                    .filter(file -> file.contains("src/test/java") && file.endsWith(".java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
