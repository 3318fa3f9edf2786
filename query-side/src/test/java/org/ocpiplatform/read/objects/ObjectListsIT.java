package org.ocpiplatform.read.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.DocumentCollections;
import org.ocpiplatform.read.projection.Fields;

class ObjectListsIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int OBJECTS = 300;

    private MongoCollection<Document> objects;

    /** Objects 1 to 300: even ones for A, multiples of three for B; each a millisecond after the one before. */
    @BeforeEach
    void fill() {
        objects = STORE.database().getCollection("objects");
        objects.createIndex(Indexes.ascending("audience", Fields.SEQUENCE));
        objects.createIndex(Indexes.ascending("audience", "last_updated"));
        List<Long> sequences =
                new ArrayList<>(LongStream.rangeClosed(1, OBJECTS).boxed().toList());
        // Lists must not owe their order to the order of writing.
        Collections.shuffle(sequences, new Random(1));
        sequences.forEach(sequence -> objects.insertOne(new Document(Fields.ID, "o" + sequence)
                .append(Fields.SEQUENCE, sequence)
                .append("audience", audience(sequence))
                .append("last_updated", Date.from(START.plusMillis(sequence)))
                .append("json", "{" + sequence + "}")));
    }

    @Test
    void nobodySeesNothing() {
        assertThat(page(List.of(), null, null, 0, 10, null)).isEqualTo(new ObjectPage(List.of(), 0, null));
        assertThat(page(List.of("C"), null, null, 0, 10, null)).isEqualTo(new ObjectPage(List.of(), 0, null));
    }

    @Test
    void anAudienceSeesItsObjectsInOrder() {
        assertThat(page(List.of("A"), null, null, 0, 3, null))
                .isEqualTo(new ObjectPage(json("{2}", "{4}", "{6}"), 150, 6L));
    }

    @Test
    void anObjectForSeveralAudiencesIsSeenAndCountedOnce() {
        ObjectPage both = page(List.of("A", "B"), null, null, 0, OBJECTS, null);

        assertThat(both.total()).isEqualTo(200);
        assertThat(both.objects()).hasSize(200).doesNotHaveDuplicates();
        assertThat(both.nextCursor()).isNull();
    }

    @Test
    void pagesByCursorAddUpToTheWholeList() {
        for (List<String> audiences : List.of(List.of("A"), List.of("B"), List.of("A", "B"))) {
            List<EncodedJson> whole =
                    page(audiences, null, null, 0, OBJECTS, null).objects();
            for (int limit : new int[] {1, 7, 50, whole.size(), whole.size() + 1}) {
                List<EncodedJson> pages = new ArrayList<>();
                Long cursor = null;
                do {
                    ObjectPage page = page(audiences, null, null, 0, limit, cursor);
                    assertThat(page.total()).isEqualTo(whole.size());
                    assertThat(page.objects()).hasSizeBetween(1, limit);
                    pages.addAll(page.objects());
                    cursor = page.nextCursor();
                } while (cursor != null);
                assertThat(pages).isEqualTo(whole);
            }
        }
    }

    @Test
    void pagesByOffsetAddUpToTheWholeList() {
        List<EncodedJson> whole =
                page(List.of("A", "B"), null, null, 0, OBJECTS, null).objects();

        List<EncodedJson> pages = new ArrayList<>();
        for (int offset = 0; offset < whole.size(); offset += 30) {
            pages.addAll(page(List.of("A", "B"), null, null, offset, 30, null).objects());
        }

        assertThat(pages).isEqualTo(whole);
    }

    @Test
    void theTimeFrameNarrowsObjectsAndTotalButNotTheCursor() {
        Instant from = START.plusMillis(10);
        Instant to = START.plusMillis(20);

        ObjectPage first = page(List.of("A"), from, to, 0, 3, null);
        ObjectPage second = page(List.of("A"), from, to, 0, 3, first.nextCursor());

        assertThat(first).isEqualTo(new ObjectPage(json("{10}", "{12}", "{14}"), 5, 14L));
        assertThat(second).isEqualTo(new ObjectPage(json("{16}", "{18}"), 5, null));
    }

    private static List<EncodedJson> json(String... texts) {
        return Stream.of(texts).map(EncodedJson::of).toList();
    }

    private static List<String> audience(long sequence) {
        List<String> audience = new ArrayList<>();
        if (sequence % 2 == 0) {
            audience.add("A");
        }
        if (sequence % 3 == 0) {
            audience.add("B");
        }
        return audience;
    }

    private ObjectPage page(
            List<String> audiences,
            @Nullable Instant from,
            @Nullable Instant to,
            long offset,
            int limit,
            @Nullable Long cursor) {
        return ObjectLists.page(
                DocumentCollections.of(STORE.database()).named("objects"),
                filters -> objects.countDocuments(Filters.and(filters)),
                UnaryOperator.identity(),
                audiences,
                new PageRequest(from, to, offset, limit, cursor),
                List.of());
    }
}
