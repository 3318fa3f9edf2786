package org.ocpiplatform.contract.storage;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.ocpiplatform.contract.syncs.SyncUpcasts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How events of older revisions are brought up to date when they are read; what is stored stays as it is. An event that
 * changes gets the next revision, a step from the one before in the list here, and a golden file of its new form.
 */
public final class EventUpcasts {

    private static final List<Step> STEPS =
            List.of(new Step("syncs.object_refused", 1, SyncUpcasts::objectInPlaceOfObjectId));

    private EventUpcasts() {}

    /**
     * From one revision of an event to the next.
     *
     * @param storedType name under which the event is stored
     * @param from the older revision
     * @param change of the event's JSON, which it may be made to
     */
    private record Step(String storedType, int from, UnaryOperator<ObjectNode> change) {}

    /** All steps; an event takes those from its revision on. */
    public static EventUpcaster chain() {
        return new EventUpcasterChain(STEPS.stream()
                .sorted(Comparator.comparingInt(Step::from))
                .map(Upcaster::new)
                .toList());
    }

    private static final class Upcaster extends SingleEventUpcaster {

        private final Step step;
        private final SerializedType older;
        private final SimpleSerializedType newer;

        Upcaster(Step step) {
            this.step = step;
            this.older = new SimpleSerializedType(step.storedType(), String.valueOf(step.from()));
            this.newer = new SimpleSerializedType(step.storedType(), String.valueOf(step.from() + 1));
        }

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(older);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(
                    newer, JsonNode.class, json -> step.change().apply((ObjectNode) json));
        }
    }
}
