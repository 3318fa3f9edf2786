package org.ocpiplatform.read.changes;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.contract.history.AuditedModules;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent;
import org.ocpiplatform.contract.outgoing.OutgoingRequestEvent;
import org.ocpiplatform.contract.storage.EventTypes;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.read.history.Folded;
import org.ocpiplatform.read.history.ObjectStates;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells events as changes of the objects that they belong to. */
@Component
public final class ChangeRenderer {

    /** The side, the kind, and the rest of a replica's id. */
    private static final int PARTS_TO_KIND = 3;

    private final Function<DomainEventMessage<?>, Optional<Folded>> states;

    @Autowired
    ChangeRenderer(ObjectStates states) {
        this(states::after);
    }

    ChangeRenderer(Function<DomainEventMessage<?>, Optional<Folded>> states) {
        this.states = states;
    }

    /**
     * What an event made of its object; none if it is an event of nothing that is shown.
     *
     * @param position of the event in the event store
     */
    public Optional<Change> of(DomainEventMessage<?> event, long position) {
        return states.apply(event).map(folded -> change(event, position, folded));
    }

    /**
     * Whether an event may belong to an object of one of the modules, told without its object.
     *
     * @param modules all if empty
     */
    static boolean mayConcern(DomainEventMessage<?> event, Set<String> modules) {
        if (modules.isEmpty()) {
            return true;
        }
        Class<?> type = event.getPayloadType();
        if (IncomingRequestEvent.class.isAssignableFrom(type) || OutgoingRequestEvent.class.isAssignableFrom(type)) {
            return modules.contains(AuditedModules.COMMANDS) || modules.contains(AuditedModules.CHARGING_PROFILES);
        }
        String[] id = event.getAggregateIdentifier().split(":", PARTS_TO_KIND);
        return id.length == PARTS_TO_KIND && modules.contains(id[1]);
    }

    private static Change change(DomainEventMessage<?> event, long position, Folded folded) {
        String module = folded.address().module();
        PartyId owner = folded.address().owner();
        return new Change(
                position,
                module,
                "ocpi." + module + "." + verb(event.getPayloadType()),
                "/ocpi/" + folded.address().side().segment() + "/" + module,
                owner.countryCode() + "/" + owner.partyId() + "/"
                        + folded.address().id(),
                event.getAggregateIdentifier(),
                event.getTimestamp(),
                folded.json() == null ? "null" : folded.json());
    }

    /** The second half of the name that the event is stored under. */
    private static String verb(Class<?> event) {
        String stored = EventTypes.nameOf(event).orElseThrow();
        return stored.substring(stored.indexOf('.') + 1);
    }
}
