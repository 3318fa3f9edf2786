package org.ocpiplatform.read.projection;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * How one projection turns the events of an aggregate into a document.
 *
 * @param <S> the aggregate's state as the projection folds it
 * @param name of the projection, of its processor and of its collection
 * @param eventType the events it is made of
 * @param fold the state after one more event
 * @param toDocument puts the state's fields into a document that already has the {@linkplain Fields shared ones}
 * @param toState reads the state back from the document, null included
 * @param indexes that the projection's queries need, beside the one on {@code _id}
 * @param parts of the aggregate that have documents of their own
 */
public record ProjectionDefinition<S>(
        String name,
        Class<?> eventType,
        Fold<S> fold,
        BiConsumer<@Nullable S, Document> toDocument,
        Function<Document, @Nullable S> toState,
        List<Bson> indexes,
        List<Parts<S, ?>> parts) {

    /** A projection of whole aggregates only. */
    public ProjectionDefinition(
            String name,
            Class<?> eventType,
            Fold<S> fold,
            BiConsumer<@Nullable S, Document> toDocument,
            Function<Document, @Nullable S> toState,
            List<Bson> indexes) {
        this(name, eventType, fold, toDocument, toState, indexes, List.of());
    }

    /** The state after one more event. */
    @FunctionalInterface
    public interface Fold<S> {

        /**
         * Applies an event to the state before it, which is null before the aggregate's first. The answer is null if
         * what the aggregate stood for has ended; an event after that begins it anew, at the end of lists.
         */
        @Nullable
        S apply(@Nullable S current, DomainEventMessage<?> event);
    }
}
