package org.ocpiplatform.read.projection;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Documents of their own for parts of an aggregate, in a side collection, for queries that ask for parts and not for
 * whole aggregates. They are written before the document of the aggregate, and only those that change; they are thus
 * never older than it, and a repeat after a crash in between writes them again.
 *
 * @param <S> the aggregate's state
 * @param <P> what a part's document is made of; equal where the document would be
 * @param name of the parts; their collection is {@code <projection>_<name>}
 * @param of the parts of an aggregate, given its identifier, by keys that are unique within it
 * @param toDocument puts a part's fields into a document that already has {@code _id}, {@link Fields#WHOLE} and
 *     {@link Fields#REVISION}
 * @param indexes that queries need, beside those on {@code _id} and {@link Fields#WHOLE}
 */
public record Parts<S, P>(
        String name,
        BiFunction<String, S, Map<String, P>> of,
        BiConsumer<P, Document> toDocument,
        List<Bson> indexes) {}
