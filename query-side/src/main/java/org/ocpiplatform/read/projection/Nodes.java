package org.ocpiplatform.read.projection;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.projections.ProjectionStatus;

/**
 * Which nodes share the read store, and what each tells of the projections that it writes. A node that has not been heard
 * of for some seconds is gone. Whether one was heard of is told by its word changing, so clocks need not agree.
 */
final class Nodes {

    private static final Duration HEARD_FOR = Duration.ofSeconds(5);
    private static final String BEAT = "beat";
    private static final String PROCESSORS = "processors";
    private static final String WRITES = "writes";
    private static final String NAME = "name";
    private static final String POSITION = "position";
    private static final String EVENTS_PER_SECOND = "events_per_second";
    private static final String STATE = "state";
    private static final String PERCENT = "percent";
    private static final String SECONDS_LEFT = "seconds_left";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> nodes;
    private final String self;
    private final LongSupplier nanoTime;
    private final Map<String, Word> heard = new ConcurrentHashMap<>();

    Nodes(MongoDatabase database, String self, LongSupplier nanoTime) {
        this.nodes = database.getCollection("nodes");
        this.self = self;
        this.nanoTime = nanoTime;
    }

    /**
     * The last word of a node.
     *
     * @param nanos when it was heard
     */
    private record Word(String beat, long nanos, Set<String> processors, List<Written> writes) {}

    /** A projection as its writer tells of it. */
    record Written(
            String node,
            String name,
            long position,
            double eventsPerSecond,
            String state,
            @Nullable Double percent,
            @Nullable Long secondsLeft) {}

    /**
     * Tells the others that this node is there and what it writes, and hears what they tell.
     *
     * @param processors that this node can run
     */
    void exchange(Set<String> processors, List<ProjectionStatus> written) {
        nodes.replaceOne(
                eq(Fields.ID, self),
                new Document(Fields.ID, self)
                        .append(BEAT, UUID.randomUUID().toString())
                        .append(PROCESSORS, processors)
                        .append(WRITES, written.stream().map(Nodes::document).toList()),
                UPSERT);
        hear();
    }

    private void hear() {
        Map<String, Word> words = new HashMap<>();
        for (Document document : nodes.find()) {
            String node = document.getString(Fields.ID);
            Word before = heard.get(node);
            String beat = document.getString(BEAT);
            words.put(
                    node,
                    before != null && before.beat().equals(beat)
                            ? before
                            : new Word(
                                    beat,
                                    nanoTime.getAsLong(),
                                    Set.copyOf(document.getList(PROCESSORS, String.class)),
                                    writes(node, document)));
        }
        heard.putAll(words);
        heard.keySet().retainAll(words.keySet());
    }

    /** The nodes that are there and can run a processor; this one is among them unless only others can. */
    List<String> running(String processor) {
        List<String> running = new ArrayList<>();
        heard.forEach((node, word) -> {
            if ((node.equals(self) || isRecent(word)) && word.processors().contains(processor)) {
                running.add(node);
            }
        });
        return running.isEmpty() ? List.of(self) : running;
    }

    /** What another node that is there tells of a projection. */
    Optional<Written> writtenElsewhere(String projection) {
        return heard.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(self) && isRecent(entry.getValue()))
                .flatMap(entry -> entry.getValue().writes().stream())
                .filter(written -> written.name().equals(projection))
                .findFirst();
    }

    /** Tells the others that this node is no longer there. */
    void leave() {
        nodes.deleteOne(eq(Fields.ID, self));
    }

    private boolean isRecent(Word word) {
        return nanoTime.getAsLong() - word.nanos() < HEARD_FOR.toNanos();
    }

    private static Document document(ProjectionStatus status) {
        return new Document(NAME, status.name())
                .append(POSITION, status.position())
                .append(EVENTS_PER_SECOND, status.eventsPerSecond())
                .append(STATE, status.state())
                .append(PERCENT, status.percent())
                .append(SECONDS_LEFT, status.secondsLeft());
    }

    private static List<Written> writes(String node, Document document) {
        return document.getList(WRITES, Document.class).stream()
                .map(written -> new Written(
                        node,
                        written.getString(NAME),
                        written.getLong(POSITION),
                        written.getDouble(EVENTS_PER_SECOND),
                        written.getString(STATE),
                        written.getDouble(PERCENT),
                        written.getLong(SECONDS_LEFT)))
                .toList();
    }
}
