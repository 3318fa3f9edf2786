package org.ocpiplatform.read.projection;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.bson.Document;

/** A projection of things, each of which is the text that its events have added up. */
final class Things {

    static final String NAME = "things";
    static final String TEXT = "text";
    /** The text that ends a thing. */
    static final String END = "END";

    private static final String ENDED = "ended";

    /** Texts that an event must not add. */
    final Set<String> refused = ConcurrentHashMap.newKeySet();
    /** Texts that a document cannot hold. */
    final Set<String> unwritable = ConcurrentHashMap.newKeySet();
    /** How often an event was folded. */
    volatile int folds;

    /** Text was added to a thing. */
    record Added(String text) {}

    ProjectionDefinition<String> definition() {
        return new ProjectionDefinition<>(
                NAME,
                Added.class,
                (current, event) -> {
                    folds++;
                    String text = ((Added) event.getPayload()).text();
                    if (refused.contains(text)) {
                        throw new IllegalStateException("no " + text);
                    }
                    return text.equals(END) ? null : (current == null ? "" : current) + text;
                },
                (state, document) -> {
                    if (state == null) {
                        document.append(ENDED, true);
                        return;
                    }
                    if (unwritable.stream().anyMatch(state::contains)) {
                        throw new IllegalArgumentException("cannot write " + state);
                    }
                    document.append(TEXT, state);
                },
                document -> {
                    if (document.containsKey(ENDED)) {
                        return null;
                    }
                    String text = document.getString(TEXT);
                    if (text == null) {
                        throw new IllegalArgumentException("no text");
                    }
                    return text;
                },
                List.of(new Document(TEXT, 1)));
    }

    static Change added(String aggregateId, long revision, String text, long position) {
        DomainEventMessage<Added> message =
                new GenericDomainEventMessage<>("thing", aggregateId, revision, new Added(text));
        return new Change(message, position);
    }
}
