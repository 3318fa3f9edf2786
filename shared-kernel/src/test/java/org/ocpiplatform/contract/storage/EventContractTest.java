package org.ocpiplatform.contract.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/**
 * Stored events are read for ever. Each has a golden file {@code events/<stored type>/<revision>.json} that is never
 * edited: a change that the file does not survive needs a new revision, and an upcaster from the old one.
 */
class EventContractTest {

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsARecordWithAStoredTypeAndARevision(Class<?> event) {
        assertThat(event).isRecord().hasAnnotations(StoredType.class, Revision.class);
        assertThat(revisionOf(event)).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("events")
    void theStoredTypeLeadsBackToTheClass(Class<?> event) {
        assertThat(EventTypes.nameOf(event).flatMap(EventTypes::classOf)).hasValue(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void theStoredTypeIsModuleAndPastParticiple(Class<?> event) {
        assertThat(EventTypes.nameOf(event).orElseThrow()).matches("[a-z_]+\\.[a-z_]+");
    }

    @ParameterizedTest
    @MethodSource("events")
    void theGoldenFilesAreReadAndWrittenBackFieldByField(Class<?> event) {
        for (JsonNode golden : goldenFilesOf(event)) {
            JsonNode written =
                    OcpiJson.mapper().readTree(write(OcpiJson.mapper().treeToValue(golden, event)));

            assertThat(valuesByPath(written)).isEqualTo(valuesByPath(golden));
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void theGoldenFilesHaveEveryFieldOfTheEvent(Class<?> event) {
        assertThat(goldenFilesOf(event).stream()
                        .flatMap(golden -> golden.propertyNames().stream())
                        .distinct())
                .hasSize(event.getRecordComponents().length);
    }

    @Test
    void everyGoldenFileBelongsToAnEvent() throws Exception {
        Path directory = Path.of(EventContractTest.class.getResource("/events").toURI());
        try (Stream<Path> types = Files.list(directory)) {
            assertThat(types.map(type -> type.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
        }
    }

    @Test
    void classesThatAreNoEventsHaveNoStoredType() {
        assertThat(EventTypes.nameOf(String.class)).isEmpty();
        assertThat(EventTypes.classOf("java.lang.String")).isEmpty();
    }

    private static Stream<Class<?>> events() {
        return EventTypes.all().values().stream();
    }

    private static String revisionOf(Class<?> event) {
        return event.getAnnotation(Revision.class).value();
    }

    /** The revision's first file, and one beside it for each field that was added without a new revision. */
    private static List<JsonNode> goldenFilesOf(Class<?> event) {
        String directory = "/events/" + EventTypes.nameOf(event).orElseThrow();
        String revision = revisionOf(event);
        URL golden = EventContractTest.class.getResource(directory + "/" + revision + ".json");
        assertThat(golden).as("golden file of " + directory).isNotNull();
        try (Stream<Path> files = Files.list(Path.of(golden.toURI()).getParent())) {
            return files.filter(file -> file.getFileName().toString().matches(revision + "(-.*)?\\.json"))
                    .map(file -> OcpiJson.mapper().readTree(file))
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every value as it is written, so that {@code 1.10} is not {@code 1.1}, by its JSON pointer. */
    private static Map<String, String> valuesByPath(JsonNode json) {
        Map<String, String> values = new TreeMap<>();
        collect("", json, values);
        return values;
    }

    private static void collect(String path, JsonNode node, Map<String, String> values) {
        if (node.isEmpty()) {
            values.put(path, write(node));
        } else if (node.isObject()) {
            node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), values));
        } else {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), values);
            }
        }
    }

    private static String write(Object value) {
        return OcpiJson.mapper().writeValueAsString(value);
    }
}
