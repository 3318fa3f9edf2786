package org.ocpiplatform.read.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.history.AuditedModules;
import org.ocpiplatform.contract.history.AuditedObject;
import org.ocpiplatform.contract.history.ObjectLocator;
import org.ocpiplatform.contract.storage.EventTypes;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.springframework.stereotype.Component;

/** Leads from where an object is looked for to the stream of its events, and back. */
@Component
final class Addresses {

    private static final int REMEMBERED_REQUESTS = 10_000;

    private final EventStore events;
    private final Chronicles chronicles;
    private final ObjectStates states;
    private final Cache<String, Optional<AuditedObject>> requests =
            Caffeine.newBuilder().maximumSize(REMEMBERED_REQUESTS).build();

    Addresses(EventStore events, Chronicles chronicles, ObjectStates states) {
        this.events = events;
        this.chronicles = chronicles;
        this.states = states;
    }

    /**
     * The streams in which the events of an object may be, the likelier first: a charging profile is found by its
     * session and by the uids of the requests about it, a token by its uid and, once that is erased, by what stands in
     * its place.
     */
    List<String> candidates(ObjectLocator object) {
        if (object.module().equals(AuditedModules.COMMANDS)) {
            return List.of(object.id().toString());
        }
        ObjectKind kind = ObjectKind.of(object.module());
        String named = new ReplicaId(object.side(), kind, object.owner(), object.id()).toString();
        return switch (kind) {
            case ACTIVE_CHARGING_PROFILE -> List.of(named, object.id().toString());
            case TOKEN -> {
                TokenType type = object.type() == null ? TokenType.RFID : object.type();
                String typed = TokenKey.of(object.side(), object.owner(), object.id(), type)
                        .toString();
                yield isTyped(object.id()) ? List.of(typed) : List.of(typed, named);
            }
            default -> List.of(named);
        };
    }

    private static boolean isTyped(CiString tokenId) {
        return tokenId.toString().indexOf(':') >= 0;
    }

    /** The object that an event of a type is about; none if it is nothing that partners are given. */
    Optional<AuditedObject> of(String aggregateId, String storedType) {
        Optional<Chronicle<?, ?>> chronicle = EventTypes.classOf(storedType).flatMap(chronicles::of);
        if (chronicle.isEmpty()) {
            return Optional.empty();
        }
        return chronicle.get().ofRequests()
                ? requests.get(aggregateId, this::request)
                : Optional.of(of(ReplicaId.parse(aggregateId)));
    }

    private static AuditedObject of(ReplicaId id) {
        boolean token = id.kind() == ObjectKind.TOKEN && isTyped(id.id());
        return new AuditedObject(
                id.side(),
                id.kind().segment(),
                id.owner().countryCode(),
                id.owner().partyId(),
                (token ? TokenKey.uidOf(id.id()) : id.id()).toString(),
                token ? TokenKey.typeOf(id.id()).value() : null);
    }

    private Optional<AuditedObject> request(String aggregateId) {
        DomainEventStream stream = events.readEvents(aggregateId, 0);
        return stream.hasNext() ? first(stream.next()) : Optional.empty();
    }

    /** The object that begins with an event, as it spells its own id. */
    Optional<AuditedObject> first(DomainEventMessage<?> event) {
        return states.after(event)
                .map(Folded::address)
                .map(address -> new AuditedObject(
                        address.side(),
                        address.module(),
                        address.owner().countryCode(),
                        address.owner().partyId(),
                        address.id(),
                        typeOf(address.module(), event.getAggregateIdentifier())));
    }

    private static @Nullable String typeOf(String module, String aggregateId) {
        return module.equals(ObjectKind.TOKEN.segment())
                ? of(ReplicaId.parse(aggregateId)).type()
                : null;
    }
}
