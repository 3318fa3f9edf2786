package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers a filter on one state of a collection, by whichever way the ranks in the indexes promise to be cheapest.
 *
 * <p>Costs are counted in index entries visited.
 */
final class Query {

    private static final long DOCUMENT_COST = 20;
    private static final long SORT_COST = 20;
    private static final String NATURAL = "$natural";

    private final CollectionView view;
    private final Document filter;
    private final Conditions conditions;

    Query(CollectionView view, Document filter) {
        this.view = view;
        this.filter = filter;
        this.conditions = Conditions.of(filter);
    }

    /** The positions of the documents in order; a limit of 0 is none. */
    int[] find(@Nullable Document orderBy, int skip, int limit) {
        Document order = orderBy == null || orderBy.isEmpty() ? null : orderBy;
        if (order != null && order.containsKey(NATURAL)) {
            boolean reversed = ((Number) order.get(NATURAL)).intValue() < 0;
            return Objects.requireNonNull(take(all(reversed), documentFilter(), skip, limit, Long.MAX_VALUE));
        }
        List<IndexScan> scans = scans(order);
        long needed = limit == 0 ? Long.MAX_VALUE : (long) skip + limit;
        long matches = scans.stream().mapToLong(IndexScan::size).min().orElse(count());

        Plan best;
        if (order != null) {
            best = new Plan(
                    count() * (DOCUMENT_COST + SORT_COST),
                    budget -> sorted(all(false), filter.isEmpty() ? null : documentFilter(), order, skip, limit));
        } else if (filter.isEmpty()) {
            best = new Plan(Math.min(needed, count()), budget -> take(all(false), null, skip, limit, budget));
        } else {
            best = new Plan(count() * DOCUMENT_COST, budget -> take(all(false), documentFilter(), skip, limit, budget));
        }
        Plan gamble = null;
        for (IndexScan scan : scans) {
            int direction = order == null ? 1 : scan.direction(order);
            boolean reversed = direction < 0;
            if (order != null && direction == 0) {
                best = best.orCheaper(
                        scan.size() * (DOCUMENT_COST + SORT_COST),
                        budget -> sorted(
                                scan.positions(false), scan.exact() ? null : documentFilter(), order, skip, limit));
            } else if (scan.exact()) {
                best = scan.canSkip()
                        ? best.orCheaper(
                                Math.min(needed == Long.MAX_VALUE ? needed : limit, scan.size()),
                                budget -> take(scan.positions(reversed, skip), null, 0, limit, budget))
                        : best.orCheaper(
                                Math.min(needed, scan.size()),
                                budget -> take(scan.positions(reversed), null, skip, limit, budget));
            } else {
                best = best.orCheaper(
                        scan.size() * DOCUMENT_COST,
                        budget -> take(scan.positions(reversed), documentFilter(), skip, limit, budget));
                for (IndexScan exact : scans) {
                    if (exact.exact()) {
                        best = best.orCheaper((long) exact.size() + scan.size(), budget -> {
                            BitSet matching = exact.toSet();
                            return take(scan.positions(reversed), matching::get, skip, limit, budget);
                        });
                    }
                }
                long visited = needed == Long.MAX_VALUE || matches == 0
                        ? scan.size()
                        : (long) Math.min(scan.size(), (double) needed * scan.size() / matches);
                Plan hopeful = new Plan(
                        visited * DOCUMENT_COST,
                        budget -> take(scan.positions(reversed), documentFilter(), skip, limit, budget));
                gamble = gamble == null || hopeful.cost < gamble.cost ? hopeful : gamble;
            }
        }
        if (gamble != null && gamble.cost < best.cost) {
            // The estimate takes the matches to be spread evenly; where they are not, at most the price of the
            // second best way is lost.
            int[] positions = gamble.run.within(best.cost / DOCUMENT_COST);
            if (positions != null) {
                return positions;
            }
        }
        return Objects.requireNonNull(best.run.within(Long.MAX_VALUE));
    }

    /** Whether the document at a position matches. */
    boolean matches(int position) {
        return documentFilter().test(position);
    }

    long count() {
        return view.documents().count();
    }

    long countMatches() {
        if (filter.isEmpty()) {
            return count();
        }
        List<IndexScan> scans = scans(null);
        IndexScan ranked = scans.stream()
                .filter(scan -> scan.exact() && scan.distinct())
                .findFirst()
                .orElse(null);
        if (ranked != null) {
            return ranked.size();
        }
        IndexScan exact = smallest(scans.stream().filter(IndexScan::exact).toList());
        IndexScan any = smallest(scans);
        if (exact != null && any != null && exact.size() <= any.size() * DOCUMENT_COST) {
            return exact.toSet().cardinality();
        }
        IntPredicate matcher = documentFilter();
        PrimitiveIterator.OfInt positions = any == null ? all(false) : any.positions(false);
        long matching = 0;
        while (positions.hasNext()) {
            matching += matcher.test(positions.nextInt()) ? 1 : 0;
        }
        return matching;
    }

    private static @Nullable IndexScan smallest(List<IndexScan> scans) {
        return scans.stream().min(Comparator.comparingInt(IndexScan::size)).orElse(null);
    }

    private List<IndexScan> scans(@Nullable Document order) {
        List<IndexScan> scans = new ArrayList<>();
        for (OrderedIndex.View index : view.indexes()) {
            IndexScan scan = IndexScan.of(index, conditions, order);
            if (scan != null && scan.size() <= 1) {
                // No other index could promise less.
                return List.of(scan);
            }
            if (scan != null) {
                scans.add(scan);
            }
        }
        return scans;
    }

    private PrimitiveIterator.OfInt all(boolean reversed) {
        int end = view.documents().end();
        return IntStream.range(0, end)
                .map(i -> reversed ? end - 1 - i : i)
                .filter(position -> view.documents().get(position) != null)
                .iterator();
    }

    private IntPredicate documentFilter() {
        QueryMatcher matcher = new DefaultQueryMatcher();
        Set<String> names = Conditions.fieldsOf(filter);
        if (names == null) {
            return position -> matcher.matches(EncodedDocument.decode(document(position)), filter);
        }
        EncodedDocument.Fields fields = EncodedDocument.Fields.of(names);
        return position -> matcher.matches(fields.decode(document(position)), filter);
    }

    private byte[] document(int position) {
        return Objects.requireNonNull(view.documents().get(position));
    }

    /** Null if more positions than {@code budget} would have to be looked at. */
    private static int @Nullable [] take(
            PrimitiveIterator.OfInt positions, @Nullable IntPredicate matching, int skip, int limit, long budget) {
        IntStream.Builder taken = IntStream.builder();
        int toSkip = skip;
        int count = 0;
        long looked = 0;
        while (positions.hasNext() && (limit == 0 || count < limit)) {
            int position = positions.nextInt();
            if (++looked > budget) {
                return null;
            }
            if (matching == null || matching.test(position)) {
                if (toSkip > 0) {
                    toSkip--;
                } else {
                    taken.add(position);
                    count++;
                }
            }
        }
        return taken.build().toArray();
    }

    private int[] sorted(
            PrimitiveIterator.OfInt positions, @Nullable IntPredicate matching, Document order, int skip, int limit) {
        EncodedDocument.Fields fields = EncodedDocument.Fields.of(
                order.keySet().stream().map(Conditions::firstSegment).distinct().toList());
        List<byte[]> keys = new ArrayList<>();
        while (positions.hasNext()) {
            int position = positions.nextInt();
            if (matching == null || matching.test(position)) {
                keys.add(sortKey(fields.decode(document(position)), order, position));
            }
        }
        keys.sort(Arrays::compareUnsigned);
        int from = Math.min(skip, keys.size());
        int to = limit == 0 ? keys.size() : (int) Math.min((long) from + limit, keys.size());
        return keys.subList(from, to).stream().mapToInt(KeyEncoder::position).toArray();
    }

    private static byte[] sortKey(Document document, Document order, int position) {
        KeyEncoder key = new KeyEncoder();
        for (Map.Entry<String, Object> field : order.entrySet()) {
            boolean ascending = ((Number) field.getValue()).intValue() > 0;
            Object value = EncodedDocument.value(document, field.getKey());
            if (!(value instanceof Collection<?> elements)) {
                key.append(value, ascending);
            } else if (elements.isEmpty()) {
                key.appendEmptyArray(ascending);
            } else {
                // An array sorts by its smallest element, or by its greatest when descending.
                elements.stream()
                        .map(element ->
                                new KeyEncoder().append(element, ascending).toBytes())
                        .min(Arrays::compareUnsigned)
                        .ifPresent(key::appendBytes);
            }
        }
        return key.appendPosition(position).toBytes();
    }

    private interface Run {
        int @Nullable [] within(long budget);
    }

    private record Plan(long cost, Run run) {

        Plan orCheaper(long otherCost, Run other) {
            return otherCost < cost ? new Plan(otherCost, other) : this;
        }
    }
}
