package org.ocpiplatform.read.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.read.projection.Things.added;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.read.Intercepted;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.DocumentWriter.Outcome;

class DocumentWriterIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private final Things things = new Things();
    private final List<String> calls = new ArrayList<>();
    private MongoCollection<Document> collection;
    private DocumentWriter<String> writer;

    @BeforeEach
    void create() {
        MongoDatabase watched = Intercepted.database(STORE.database(), (name, method, call) -> {
            calls.add(method);
            return call.proceed();
        });
        collection = STORE.database().getCollection(Things.NAME);
        writer = new DocumentWriter<>(
                things.definition(), DocumentCollections.of(watched).named(Things.NAME), List.of(), overflow());
    }

    @Test
    void aBatchLeadsToOneDocumentPerAggregateWithItsLastState() {
        Outcome outcome = writer.apply(List.of(added("x", 0, "a", 1), added("y", 0, "b", 2), added("x", 1, "c", 3)));

        assertThat(outcome.shown()).isEqualTo(Map.of("x", 1L, "y", 0L));
        assertThat(outcome.refused()).isEmpty();
        assertThat(documents()).isEqualTo(Map.of("x", "ac@1 since 1", "y", "b@0 since 2"));
    }

    @Test
    void aBatchTakesOneBulkWriteAndNoReadWhereAllIsNewOrInMemory() {
        writer.apply(List.of(added("x", 0, "a", 1), added("y", 0, "b", 2), added("x", 1, "c", 3)));
        writer.apply(List.of(added("x", 2, "d", 4), added("y", 1, "e", 5)));

        assertThat(calls).containsExactly("bulkWrite", "bulkWrite");
    }

    @Test
    void aBatchTakesOneReadForAllThatIsNotInMemory() {
        writer.apply(List.of(added("x", 0, "a", 1), added("y", 0, "b", 2)));
        calls.clear();

        restarted().apply(List.of(added("x", 1, "c", 3), added("y", 1, "d", 4)));

        assertThat(calls.stream().filter("find"::equals)).hasSize(1);
        assertThat(documents()).isEqualTo(Map.of("x", "ac@1 since 1", "y", "bd@1 since 2"));
    }

    @Test
    void whatHasEndedLeavesItsRevisionAndBeginsAnewAtTheEnd() {
        writer.apply(List.of(added("x", 0, "a", 1), added("y", 0, "b", 2), added("x", 1, Things.END, 3)));

        Document ended = collection.find(new Document(Fields.ID, "x")).first();
        assertThat(ended).doesNotContainKey(Things.TEXT).containsEntry(Fields.REVISION, 1L);
        assertThat(restarted().apply(List.of(added("x", 1, Things.END, 3))).shown())
                .as("a repeat")
                .isEqualTo(Map.of("x", 1L));

        assertThat(restarted().apply(List.of(added("x", 2, "c", 4))).refused()).isEmpty();
        assertThat(documents()).isEqualTo(Map.of("x", "c@2 since 4", "y", "b@0 since 2"));
    }

    @Test
    void whatEndsAndBeginsAnewInOneBatchIsAtTheEnd() {
        writer.apply(List.of(added("x", 0, "a", 1), added("x", 1, Things.END, 2), added("x", 2, "c", 3)));

        assertThat(documents()).isEqualTo(Map.of("x", "c@2 since 3"));
    }

    @Test
    void anEmptyBatchTouchesNothing() {
        Outcome outcome = writer.apply(List.of());

        assertThat(outcome.shown()).isEmpty();
        assertThat(calls).isEmpty();
    }

    @Test
    void aRepeatedBatchChangesNothingAndSaysWhatIsShown() {
        List<Change> batch = List.of(added("x", 0, "a", 1), added("x", 1, "b", 2));
        writer.apply(batch);

        assertThat(writer.apply(batch)).isEqualTo(new Outcome(Map.of("x", 1L), List.of()));
        assertThat(restarted().apply(batch)).isEqualTo(new Outcome(Map.of("x", 1L), List.of()));
        assertThat(documents()).isEqualTo(Map.of("x", "ab@1 since 1"));
    }

    @Test
    void anOlderBatchAfterANewerOneChangesNothing() {
        List<Change> first = List.of(added("x", 0, "a", 1));
        List<Change> second = List.of(added("x", 1, "b", 2));
        writer.apply(first);
        writer.apply(second);
        writer.apply(List.of(added("x", 2, "c", 3)));

        for (DocumentWriter<String> repeating : List.of(writer, restarted(), restarted())) {
            assertThat(repeating.apply(first).refused()).isEmpty();
            assertThat(repeating.apply(second).refused()).isEmpty();
            assertThat(documents()).isEqualTo(Map.of("x", "abc@2 since 1"));
        }
    }

    @Test
    void aRepeatThatReachesBeyondTheDocumentAddsOnlyWhatIsNew() {
        writer.apply(List.of(added("x", 0, "a", 1), added("x", 1, "b", 2)));

        Outcome outcome =
                restarted().apply(List.of(added("x", 0, "a", 1), added("x", 1, "b", 2), added("x", 2, "c", 3)));

        assertThat(outcome).isEqualTo(new Outcome(Map.of("x", 2L), List.of()));
        assertThat(documents()).isEqualTo(Map.of("x", "abc@2 since 1"));
    }

    @Test
    void anEventAfterAGapIsRefusedWithAllThatFollowWhileOtherAggregatesGoOn() {
        writer.apply(List.of(added("x", 0, "a", 1)));

        Outcome outcome = writer.apply(
                List.of(added("x", 2, "c", 3), added("y", 0, "b", 4), added("x", 3, "d", 5), added("z", 1, "e", 6)));

        assertThat(refusals(outcome))
                .containsExactly(
                        "x/2: revision 1 is missing", "x/3: revision 1 is missing", "z/1: revision 0 is missing");
        assertThat(outcome.shown()).isEqualTo(Map.of("x", 0L, "y", 0L));
        assertThat(documents()).isEqualTo(Map.of("x", "a@0 since 1", "y", "b@0 since 4"));

        assertThat(refusals(writer.apply(List.of(added("x", 4, "f", 7)))))
                .containsExactly("x/4: revision 1 is missing");
    }

    @Test
    void afterTheMissingEventTheOthersGoIn() {
        writer.apply(List.of(added("x", 0, "a", 1)));
        writer.apply(List.of(added("x", 2, "c", 3)));

        assertThat(writer.apply(List.of(added("x", 1, "b", 2))).refused()).isEmpty();
        assertThat(writer.apply(List.of(added("x", 2, "c", 3))).refused()).isEmpty();

        assertThat(documents()).isEqualTo(Map.of("x", "abc@2 since 1"));
    }

    @Test
    void anEventThatCannotBeFoldedIsRefusedAndBlocksOnlyItsAggregate() {
        things.refused.add("bad");

        Outcome outcome = writer.apply(List.of(
                added("x", 0, "a", 1),
                added("x", 1, "bad", 2),
                added("y", 0, "b", 3),
                added("x", 2, "c", 4),
                added("z", 0, "bad", 5)));

        assertThat(refusals(outcome))
                .containsExactly(
                        "x/1: java.lang.IllegalStateException: no bad",
                        "x/2: revision 1 is missing",
                        "z/0: java.lang.IllegalStateException: no bad");
        assertThat(outcome.shown()).isEqualTo(Map.of("x", 0L, "y", 0L));
        assertThat(documents()).isEqualTo(Map.of("x", "a@0 since 1", "y", "b@0 since 3"));
    }

    @Test
    void anEventThatLeadsToNoDocumentIsRefusedAndBlocksOnlyItsAggregate() {
        things.unwritable.add("bad");

        Outcome outcome = writer.apply(List.of(
                added("x", 0, "a", 1),
                added("x", 1, "bad", 2),
                added("y", 0, "b", 3),
                added("x", 2, "c", 4),
                added("z", 0, "bad", 5)));

        assertThat(refusals(outcome))
                .containsExactly(
                        "x/1: java.lang.IllegalArgumentException: cannot write abad",
                        "x/2: revision 1 is missing",
                        "z/0: java.lang.IllegalArgumentException: cannot write bad");
        assertThat(outcome.shown()).isEqualTo(Map.of("x", 0L, "y", 0L));
        assertThat(documents()).isEqualTo(Map.of("x", "a@0 since 1", "y", "b@0 since 3"));
    }

    @Test
    void aDocumentThatIsTooLargeForTheStoreInAFieldThatIsNotSpreadIsRefusedWhileOthersGoIn() {
        ProjectionDefinition<String> whole = things.definition();
        writer = new DocumentWriter<>(
                new ProjectionDefinition<>(
                        whole.name(),
                        whole.eventType(),
                        whole.fold(),
                        (state, document) -> {
                            whole.toDocument().accept(state, document);
                            document.append("inner", new Document(Things.TEXT, state));
                        },
                        whole.toState(),
                        whole.indexes()),
                new DriverCollection(collection),
                List.of(),
                overflow());
        String tooLarge = "x".repeat(17 << 20);

        Outcome outcome =
                writer.apply(List.of(added("x", 0, "a", 1), added("y", 0, tooLarge, 2), added("z", 0, "b", 3)));

        assertThat(outcome.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.change().aggregateId()).isEqualTo("y"));
        assertThat(outcome.shown()).isEqualTo(Map.of("x", 0L, "z", 0L));
        assertThat(documents()).isEqualTo(Map.of("x", "a@0 since 1", "z", "b@0 since 3"));
    }

    @Test
    void whateverIsNotTheFaultOfADocumentIsTriedAgainAndNotSetAside() {
        for (int code : List.of(10107, 189, 11600, 11602, 50, 112, 14031, 13)) {
            MongoBulkWriteException failure = new MongoBulkWriteException(
                    BulkWriteResult.unacknowledged(),
                    List.of(new BulkWriteError(code, "not now", new BsonDocument(), 0)),
                    null,
                    new ServerAddress(),
                    Set.of());
            DocumentWriter<String> interrupted = new DocumentWriter<>(
                    things.definition(),
                    DocumentCollections.of(Intercepted.database(STORE.database(), (name, method, call) -> {
                                if (method.equals("bulkWrite")) {
                                    throw failure;
                                }
                                return call.proceed();
                            }))
                            .named(Things.NAME),
                    List.of(),
                    overflow());

            assertThatExceptionOfType(MongoException.class)
                    .isThrownBy(() -> interrupted.apply(List.of(added("x", 0, "a", 1))))
                    .withMessage("not now")
                    .satisfies(thrown -> assertThat(thrown.getCode()).isEqualTo(code));
        }
    }

    @Test
    void aDocumentThatCannotBeReadBlocksOnlyItsAggregate() {
        collection.insertOne(
                new Document(Fields.ID, "x").append(Fields.REVISION, 0L).append(Fields.SEQUENCE, 1L));

        Outcome outcome = writer.apply(List.of(added("x", 1, "a", 2), added("y", 0, "b", 3)));

        assertThat(refusals(outcome))
                .containsExactly("x/1: the document cannot be read: java.lang.IllegalArgumentException: no text");
        assertThat(outcome.shown()).isEqualTo(Map.of("y", 0L));
    }

    @Test
    void whatAnotherNodeHasWrittenIsContinued() {
        writer.apply(List.of(added("x", 0, "a", 1)));
        restarted().apply(List.of(added("x", 1, "b", 2), added("x", 2, "c", 3)));

        Outcome outcome = writer.apply(List.of(added("x", 3, "d", 4)));

        assertThat(outcome).isEqualTo(new Outcome(Map.of("x", 3L), List.of()));
        assertThat(documents()).isEqualTo(Map.of("x", "abcd@3 since 1"));
    }

    @Test
    void whatAnotherNodeHasWrittenBeforeIsARepeatAndForgottenFromMemory() {
        writer.apply(List.of(added("x", 0, "a", 1)));
        restarted().apply(List.of(added("x", 1, "b", 2), added("x", 2, "c", 3)));

        // From memory this node continues at revision 1, and the store refuses with a duplicate key.
        Outcome repeat = writer.apply(List.of(added("x", 1, "b", 2)));
        assertThat(repeat).isEqualTo(new Outcome(Map.of("x", 1L), List.of()));
        assertThat(documents()).isEqualTo(Map.of("x", "abc@2 since 1"));

        writer.apply(List.of(added("x", 3, "d", 4)));
        assertThat(documents()).isEqualTo(Map.of("x", "abcd@3 since 1"));
    }

    @Test
    void theSequenceIsThePositionOfTheFirstEventForGood() {
        writer.apply(List.of(added("x", 0, "a", 7)));
        writer.apply(List.of(added("x", 1, "b", 8)));
        restarted().apply(List.of(added("x", 2, "c", 9)));
        restarted()
                .apply(List.of(
                        added("x", 0, "a", 7), added("x", 1, "b", 8), added("x", 2, "c", 9), added("x", 3, "d", 10)));

        assertThat(documents()).isEqualTo(Map.of("x", "abcd@3 since 7"));
    }

    private DocumentWriter<String> restarted() {
        return new DocumentWriter<>(
                things.definition(),
                DocumentCollections.of(Intercepted.database(STORE.database(), (name, method, call) -> {
                            calls.add(method);
                            return call.proceed();
                        }))
                        .named(Things.NAME),
                List.of(),
                overflow());
    }

    private static Overflow overflow() {
        return new Overflow(STORE.database().getCollection(Things.NAME + "_overflow"));
    }

    private Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        collection
                .find()
                .forEach(document -> documents.put(
                        document.getString(Fields.ID),
                        document.getString(Things.TEXT) + "@" + document.getLong(Fields.REVISION) + " since "
                                + document.getLong(Fields.SEQUENCE)));
        return documents;
    }

    private static List<String> refusals(Outcome outcome) {
        return outcome.refused().stream()
                .map(refused ->
                        refused.change().aggregateId() + "/" + refused.change().revision() + ": " + refused.cause())
                .toList();
    }
}
