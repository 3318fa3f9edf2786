package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results that are kept with the sources, for later ones to be compared with. */
public final class Results {

    private static final Path DIRECTORY = Path.of("bench", "results");
    private static final String SUFFIX = ".json";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Results() {}

    /** The result of that name. */
    public static <T> T load(String name, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(Files.readString(file(name)), type);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no result of that name: " + e.getMessage());
        }
    }

    /** Keeps a result. */
    public static void save(String name, Object result) throws IOException {
        Files.createDirectories(DIRECTORY);
        IO.println("\nSaved as "
                + Files.writeString(file(name), MAPPER.writeValueAsString(result) + System.lineSeparator()));
    }

    /** The names of all results of a run, which they have in their field {@code run}. */
    public static List<String> of(String run) throws IOException {
        if (!Files.isDirectory(DIRECTORY)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> run.equals(
                            MAPPER.readTree(file(name).toFile()).path("run").asString("")))
                    .toList();
        }
    }

    private static Path file(String name) {
        return DIRECTORY.resolve(name + SUFFIX);
    }
}
