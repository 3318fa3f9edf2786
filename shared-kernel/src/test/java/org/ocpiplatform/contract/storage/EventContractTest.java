package org.ocpiplatform.contract.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.contract.syncs.SyncEvent.SyncFailed;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/**
 * Stored events are read for ever. Each has a golden file {@code events/<stored type>/<revision>.json} that is never
 * edited: a change that the file does not survive needs a new revision, and an upcaster from the old one. What the
 * upcasters make of {@code <older><suffix>.json} is {@code <current><suffix>.json}.
 */
class EventContractTest {

    private static final StoredTypeSerializer SERIALIZER = StoredTypeSerializer.create();

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

    @ParameterizedTest
    @MethodSource("events")
    void everyOlderRevisionIsReadAsTheCurrentOneFieldByField(Class<?> event) {
        String current = revisionOf(event);
        Map<String, JsonNode> expected = goldenFilesOf(event, current);
        for (int older = 1; older < Integer.parseInt(current); older++) {
            Map<String, JsonNode> stored = goldenFilesOf(event, String.valueOf(older));
            assertThat(stored).as("golden files of revision " + older).containsKey("");
            for (Map.Entry<String, JsonNode> golden : stored.entrySet()) {
                IntermediateEventRepresentation read = upcast(event, older, golden.getValue());
                String what = EventTypes.nameOf(event).orElseThrow() + " " + older + golden.getKey();
                assertThat(read.getType().getRevision()).as(what).isEqualTo(current);
                assertThat(expected).as(what).containsKey(golden.getKey());
                Object payload = SERIALIZER.deserialize(read.getData());
                assertThat(payload).as(what).isInstanceOf(event);
                assertThat(valuesByPath(OcpiJson.mapper().readTree(write(payload))))
                        .as(what)
                        .isEqualTo(valuesByPath(expected.get(golden.getKey())));
            }
        }
    }

    @Test
    void anOlderRevisionWithoutAStepStaysWhatItIs() {
        IntermediateEventRepresentation read =
                upcast(SyncFailed.class, 0, OcpiJson.mapper().createObjectNode().put("unknown", true));

        assertThat(read.getType().getRevision()).isEqualTo("0");
    }

    @ParameterizedTest
    @MethodSource("events")
    void goldenFilesAreOfRevisionsThatThereWere(Class<?> event) throws Exception {
        try (Stream<Path> files = Files.list(directoryOf(event))) {
            assertThat(files.map(file -> file.getFileName().toString())).allSatisfy(name -> {
                assertThat(name).matches("[1-9]\\d*(-[a-z_]+)?\\.json");
                assertThat(Integer.parseInt(name.split("[-.]")[0]))
                        .isLessThanOrEqualTo(Integer.parseInt(revisionOf(event)));
            });
        }
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

    private static Collection<JsonNode> goldenFilesOf(Class<?> event) {
        return goldenFilesOf(event, revisionOf(event)).values();
    }

    /**
     * The revision's first file, and one beside it for each field that was added without a new revision, and for whatever
     * else differs; by what stands after the revision in their names.
     */
    private static Map<String, JsonNode> goldenFilesOf(Class<?> event, String revision) {
        Path directory = directoryOf(event);
        assertThat(directory.resolve(revision + ".json")).as("golden file").exists();
        try (Stream<Path> files = Files.list(directory)) {
            Map<String, JsonNode> golden = new TreeMap<>();
            files.filter(file -> file.getFileName().toString().matches(revision + "(-.*)?\\.json"))
                    .forEach(file -> golden.put(
                            file.getFileName().toString().replace(".json", "").substring(revision.length()),
                            OcpiJson.mapper().readTree(file)));
            return golden;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directoryOf(Class<?> event) {
        String directory = "/events/" + EventTypes.nameOf(event).orElseThrow();
        URL golden = EventContractTest.class.getResource(directory);
        assertThat(golden).as("golden files of " + directory).isNotNull();
        try {
            return Path.of(golden.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is read of an event that was stored under an older revision. */
    private static IntermediateEventRepresentation upcast(Class<?> event, int revision, JsonNode payload) {
        GenericDomainEventEntry<byte[]> stored = new GenericDomainEventEntry<>(
                "Any",
                "any",
                0,
                "any",
                Instant.EPOCH,
                EventTypes.nameOf(event).orElseThrow(),
                String.valueOf(revision),
                write(payload).getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
        return EventUpcasts.chain()
                .upcast(Stream.of(new InitialEventRepresentation(stored, SERIALIZER)))
                .toList()
                .getFirst();
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
