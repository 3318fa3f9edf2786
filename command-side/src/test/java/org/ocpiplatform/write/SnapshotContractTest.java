package org.ocpiplatform.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.contract.privacy.KeysInMemory;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.contract.storage.EventTypes;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every aggregate, because every one is stored as a snapshot when its stream gets long. */
class SnapshotContractTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final StoredTypeSerializer SERIALIZER = StoredTypeSerializer.create();
    private static final int PASSES = 3;
    private static final Set<String> SPEAK_OF_DRIVERS =
            Set.of("Booking", "Cdr", "IncomingRequest", "OutgoingRequest", "Reservation", "Session", "Token");
    private static final int TELLING = 4;

    private final PersonalData data = KeysInMemory.personalData();

    static Stream<Class<?>> aggregates() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Aggregate.class));
        return scan.findCandidateComponents("org.ocpiplatform.write").stream().map(found -> {
            try {
                return Class.forName(found.getBeanClassName());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void anAggregateGoesOnFromASnapshotAsFromItsEvents(Class<?> type) throws Exception {
        List<Object> events = stream(type);
        Object expected = fold(type, null, events);

        for (int taken = 1; taken <= events.size(); taken++) {
            byte[] stored = data.seal(state(fold(type, null, events.subList(0, taken))));
            Object loaded = fold(type, read(type, data.open(stored)), events.subList(taken, events.size()));
            for (Field field : fields(type)) {
                assertThat(field.get(loaded))
                        .as("%s after a snapshot at %s", field.getName(), taken)
                        .isEqualTo(field.get(expected));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void aSnapshotTellsNoMoreOfDriversThanItsEventsDo(Class<?> type) throws Exception {
        List<Object> events = stream(type);
        Set<String> hidden = new HashSet<>();
        Set<String> keyIds = new HashSet<>();
        for (Object event : events) {
            byte[] open = state(event);
            byte[] sealed = data.seal(open);
            Set<String> texts = texts(open);
            texts.removeAll(texts(sealed));
            hidden.addAll(texts);
            keyIds.addAll(data.keyIds(sealed));
        }

        byte[] snapshot = data.sealAgain(state(fold(type, null, events)), keyIds)
                .orElseThrow(() -> new AssertionError("a snapshot needs keys that its events do not"));

        Set<String> told = texts(snapshot);
        told.retainAll(hidden);
        assertThat(told).isEmpty();
        assertThat(hidden.isEmpty())
                .as("whether nothing of the samples is personal")
                .isNotEqualTo(SPEAK_OF_DRIVERS.contains(
                        type.getAnnotation(Aggregate.class).type()));
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void aSnapshotHasARevision(Class<?> type) {
        assertThat(type.getAnnotation(Aggregate.class).snapshotTriggerDefinition())
                .isNotEmpty();
        assertThat(type.getAnnotation(Revision.class)).isNotNull();
    }

    /** Events that may follow each other, all that there are of the family, the rarest first. */
    private static List<Object> stream(Class<?> type) throws Exception {
        List<Object> samples = samples(handler(type).getParameterTypes()[0]);
        List<Object> events = new ArrayList<>();
        for (int i = 0; i < PASSES * samples.size(); i++) {
            for (Object sample : samples.stream()
                    .sorted(Comparator.comparingInt(each -> Collections.frequency(events, each)))
                    .toList()) {
                if (mayFollow(type, events, sample)) {
                    events.add(sample);
                    break;
                }
            }
        }
        assertThat(events).containsAll(samples);
        return events;
    }

    private static boolean mayFollow(Class<?> type, List<Object> events, Object next) throws Exception {
        List<Object> longer = new ArrayList<>(events);
        longer.add(next);
        try {
            fold(type, null, longer);
            return true;
        } catch (InvocationTargetException e) {
            return false;
        }
    }

    private static List<Object> samples(Class<?> family) throws IOException {
        List<Object> samples = new ArrayList<>();
        for (Map.Entry<String, Class<?>> event : new TreeMap<>(EventTypes.all()).entrySet()) {
            if (family.isAssignableFrom(event.getValue())) {
                String revision = event.getValue().getAnnotation(Revision.class).value();
                samples.add(SERIALIZER.deserialize(new SimpleSerializedObject<>(
                        sample(event.getKey(), revision), byte[].class, event.getKey(), revision)));
            }
        }
        return samples;
    }

    private static byte[] sample(String storedType, String revision) throws IOException {
        String name = "/events/" + storedType + "/" + revision + ".json";
        try (InputStream in = SnapshotContractTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }

    private static Object fold(Class<?> type, @Nullable Object begun, List<Object> events) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object aggregate = begun == null ? constructor.newInstance() : begun;
        Method handler = handler(type);
        for (Object event : events) {
            if (handler.getParameterCount() == 1) {
                handler.invoke(aggregate, event);
            } else {
                handler.invoke(aggregate, event, Instant.parse("2026-01-01T00:00:00Z"));
            }
        }
        return aggregate;
    }

    private static Method handler(Class<?> type) {
        Method handler = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(EventSourcingHandler.class))
                .findFirst()
                .orElseThrow();
        handler.setAccessible(true);
        return handler;
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
        fields.forEach(field -> field.setAccessible(true));
        return fields;
    }

    private static byte[] state(Object aggregate) {
        return SERIALIZER.serialize(aggregate, byte[].class).getData();
    }

    private static Object read(Class<?> type, byte[] state) {
        SerializedObject<byte[]> stored =
                new SimpleSerializedObject<>(state, byte[].class, SERIALIZER.typeForClass(type));
        return SERIALIZER.deserialize(stored);
    }

    /** Texts that are long enough to tell something. */
    private static Set<String> texts(byte[] json) {
        Set<String> texts = new HashSet<>();
        collect(JSON.readTree(json), texts);
        return texts;
    }

    private static void collect(JsonNode node, Set<String> texts) {
        if (node.isString() && node.asString().length() >= TELLING) {
            texts.add(node.asString());
        }
        node.forEach(part -> collect(part, texts));
    }
}
