package org.ocpiplatform.embedded.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Measures the server through the driver; run by hand, with the number of documents. */
final class EmbeddedMongoBench {

    private static final List<String> KEYS = List.of("cpo:CPO:NL:TNM", "cpo:CPO:DE:ABC", "cpo:CPO:FR:XYZ");
    private static final int PAGE = 101;
    private static final int ROUNDS = 200;
    private static final long DAY = 24L * 60 * 60 * 1_000;

    private final int size;
    private final Random random = new Random(1);
    private final String json = text(1_400);

    private EmbeddedMongoBench(int size) {
        this.size = size;
    }

    public static void main(String[] arguments) throws IOException {
        int size = arguments.length == 0 ? 300_000 : Integer.parseInt(arguments[0]);
        Path directory = Files.createTempDirectory("embedded-mongo-bench");
        new EmbeddedMongoBench(size).run(directory);
        try (var paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                Files.delete(path);
            }
        }
        Files.delete(directory);
    }

    private void run(Path directory) {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> documents = client.getDatabase("read").getCollection("documents");
            documents.createIndex(Indexes.ascending("audience", "seq"));
            documents.createIndex(Indexes.ascending("audience", "lastUpdated"));
            long heapBefore = heap();
            long started = System.nanoTime();
            for (int i = 0; i < size; i += 500) {
                upsert(documents, i, 500, i);
            }
            report("fill, batches of 500", "%,.0f documents/s", size / seconds(started));
            report("heap per document", "%,.0f bytes", (heap() - heapBefore) / (double) size);
            report("index entries", "%,.0f", (double) mongo.indexEntries());
            queries(documents);
            for (int batch : new int[] {1, 50, 500}) {
                started = System.nanoTime();
                int count = 20_000;
                for (int i = 0; i < count; i += batch) {
                    upsert(documents, random.nextInt(size - batch), batch, size + i);
                }
                report("replace existing, batches of " + batch, "%,.0f documents/s", count / seconds(started));
            }
            started = System.nanoTime();
            client.close();
            mongo.close();
            report("close", "%,.0f ms", 1_000 * seconds(started));
        }
        for (int i = 0; i < 2; i++) {
            System.gc();
            try (EmbeddedMongo mongo = EmbeddedMongo.start(directory)) {
                report("start", "%,.0f ms", (double) mongo.loadTime().toMillis());
                report("files", "%,.0f MB", mongo.journalBytes() / 1e6);
                report("heap", "%,.0f MB", heap() / 1e6);
            }
        }
    }

    private void queries(MongoCollection<Document> documents) {
        Bson one = Filters.eq("audience", KEYS.getFirst());
        Bson three = Filters.in("audience", KEYS);
        long last = documents
                .find()
                .sort(Sorts.descending("audience", "seq"))
                .limit(1)
                .first()
                .getLong("seq");
        for (long position : new long[] {0, last / 2, last - PAGE}) {
            measure(
                    "page after seq " + position,
                    i -> page(documents, Filters.and(one, Filters.gt("seq", position)), 0));
            measure(
                    "page after seq " + position + ", 3 keys",
                    i -> page(documents, Filters.and(three, Filters.gt("seq", position)), 0));
        }
        int ofOne = (int) documents.countDocuments(one);
        for (int skip : new int[] {0, ofOne / 2, ofOne - PAGE}) {
            measure("page after skipping " + skip, i -> page(documents, one, skip));
        }
        measure("page after skipping " + size / 2 + ", 3 keys", i -> page(documents, three, size / 2));
        measure("count " + ofOne, i -> documents.countDocuments(one));
        measure("count, 3 keys", i -> documents.countDocuments(three));
        for (long days : new long[] {1, 30, 300}) {
            measure("count, window of " + days + " days of 365", i -> documents.countDocuments(window(one, days, 5)));
            for (int from : new int[] {0, 365 - (int) days}) {
                measure(
                        "first page by seq, window of " + days + " days from day " + from,
                        i -> page(documents, window(one, days, from), 0));
            }
            int matches = (int) documents.countDocuments(window(one, days, 5));
            measure(
                    "last page by seq, window of " + days + " days, " + matches + " documents",
                    i -> page(documents, window(one, days, 5), Math.max(0, matches - PAGE)));
        }
        measure(
                "find by id",
                i -> documents.find(Filters.eq("id" + random.nextInt(size))).first());
        measure(
                "find 100 by id",
                i -> documents
                        .find(Filters.in(
                                "_id",
                                random.ints(100, 0, size)
                                        .mapToObj(id -> "id" + id)
                                        .toList()))
                        .into(new ArrayList<>()));
    }

    private static Bson window(Bson audience, long days, int from) {
        return Filters.and(
                audience,
                Filters.gte("lastUpdated", new Date(from * DAY)),
                Filters.lt("lastUpdated", new Date((from + days) * DAY)));
    }

    private static List<Document> page(MongoCollection<Document> documents, Bson filter, int skip) {
        return documents
                .find(filter)
                .sort(Sorts.ascending("seq"))
                .skip(skip)
                .limit(PAGE)
                .into(new ArrayList<>());
    }

    /** Two parties see each document; times of change ascend with the sequence, as they do in practice. */
    private void upsert(MongoCollection<Document> documents, int from, int count, long firstSeq) {
        List<ReplaceOneModel<Document>> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long seq = firstSeq + i;
            Document document = new Document("audience", List.of(KEYS.get((int) (seq % 3)), "cpo:EMSP:DE:" + seq % 40))
                    .append("seq", seq)
                    .append("lastUpdated", new Date(365 * DAY * seq / (size + 20_000)))
                    .append("json", json);
            batch.add(
                    new ReplaceOneModel<>(Filters.eq("id" + (from + i)), document, new ReplaceOptions().upsert(true)));
        }
        documents.bulkWrite(batch);
    }

    private static void measure(String name, IntFunction<Object> operation) {
        long[] nanos = new long[ROUNDS];
        for (int i = -ROUNDS / 4; i < ROUNDS; i++) {
            long started = System.nanoTime();
            Objects.requireNonNull(operation.apply(i));
            if (i >= 0) {
                nanos[i] = System.nanoTime() - started;
            }
        }
        Arrays.sort(nanos);
        report(name, "%,.2f ms median, %,.2f ms at 99 %%", nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 99 / 100] / 1e6);
    }

    private static void report(String name, String format, Object... values) {
        System.out.printf("%-60s " + format + "%n", prepend(name, values));
    }

    private static Object[] prepend(String name, Object[] values) {
        Object[] all = new Object[values.length + 1];
        all[0] = name;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append((char) (32 + random.nextInt(90)));
        }
        return text.toString();
    }
}
