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
 * @param toState reads the state back from the document
 * @param indexes that the projection's queries need, beside the one on {@code _id}
 */
public record ProjectionDefinition<S>(
        String name,
        Class<?> eventType,
        Fold<S> fold,
        BiConsumer<S, Document> toDocument,
        Function<Document, S> toState,
        List<Bson> indexes) {

    /** The state after one more event. */
    @FunctionalInterface
    public interface Fold<S> {

        /** Applies an event to the state before it, which is null before the aggregate's first. */
        S apply(@Nullable S current, DomainEventMessage<?> event);
    }
}
