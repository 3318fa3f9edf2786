package org.ocpiplatform.read.objects;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.projection.Parts;

/**
 * How the events of one kind of OCPI object become what partners are given, and who is given it.
 *
 * @param <S> the state that the events are folded into
 * @param <E> the sealed family of the events
 * @param fold the state after one more event, null if the object is withdrawn by it
 * @param shown the object as partners are given it
 * @param lastUpdated the {@code last_updated} as partners are given it
 * @param audience who may see the object
 * @param audiences those that a caller belongs to on a side
 * @param write puts into the document what {@code read} or a query of this kind needs beside the
 *     {@linkplain ObjectFields fields of all}
 * @param read the state as its document holds it
 * @param indexes that queries of this kind need beside those of all
 * @param parts that have documents of their own
 */
public record ObjectShape<S, E>(
        ObjectKind kind,
        Class<E> eventType,
        MessageFold<S, E> fold,
        Function<S, ?> shown,
        Function<S, Instant> lastUpdated,
        BiFunction<ReplicaId, S, Collection<String>> audience,
        BiFunction<Side, Caller, List<String>> audiences,
        BiConsumer<S, Document> write,
        Function<Document, S> read,
        List<Bson> indexes,
        List<Parts<S, ?>> parts) {

    /** The state after one more event, of which more than its content matters. */
    @FunctionalInterface
    public interface MessageFold<S, E> {

        /** Applies an event to the state before it, which is null before the first and after a withdrawal. */
        @Nullable
        S apply(@Nullable S current, E event, DomainEventMessage<?> message);
    }

    /** The state after one more event. */
    @FunctionalInterface
    public interface Fold<S, E> {

        /** Applies an event to the state before it, which is null before the first and after a withdrawal. */
        @Nullable
        S apply(@Nullable S current, E event);
    }

    /** The shape of objects that are the whole state, and are shown as they are. */
    public static <S, E> ObjectShape<S, E> of(
            ObjectKind kind,
            Class<S> type,
            Class<E> eventType,
            Fold<S, E> fold,
            Function<S, Instant> lastUpdated,
            BiFunction<ReplicaId, S, Collection<String>> audience,
            BiFunction<Side, Caller, List<String>> audiences) {
        return new ObjectShape<>(
                kind,
                eventType,
                (current, event, message) -> fold.apply(current, event),
                Function.identity(),
                lastUpdated,
                audience,
                audiences,
                (state, document) -> {},
                document -> json(document, type),
                List.of(),
                List.of());
    }

    /** The object in a document as partners are given it. */
    public static <T> T json(Document document, Class<T> type) {
        return OcpiJson.mapper().readValue(document.getString(ObjectFields.JSON), type);
    }

    /** The same shape, shown in another way than it is held. */
    public ObjectShape<S, E> showing(Function<S, ?> otherShown) {
        return new ObjectShape<>(
                kind, eventType, fold, otherShown, lastUpdated, audience, audiences, write, read, indexes, parts);
    }

    /** The same shape, with more in its documents. */
    public ObjectShape<S, E> keeping(BiConsumer<S, Document> otherWrite, Function<Document, S> otherRead) {
        return new ObjectShape<>(
                kind, eventType, fold, shown, lastUpdated, audience, audiences, otherWrite, otherRead, indexes, parts);
    }

    /** The same shape, with indexes of its own. */
    public ObjectShape<S, E> indexedBy(Bson... otherIndexes) {
        return new ObjectShape<>(
                kind,
                eventType,
                fold,
                shown,
                lastUpdated,
                audience,
                audiences,
                write,
                read,
                List.of(otherIndexes),
                parts);
    }
}
