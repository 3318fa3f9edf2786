package org.ocpiplatform.write.backoffice;

import static org.ocpiplatform.ocpi.credentials.CredentialsRoles.aRole;

import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.parties.PartyClaims;
import org.ocpiplatform.write.parties.TestPartyClaims;
import org.springframework.core.ResolvableType;

/** The command side of companies in memory. */
final class CpoOwnerSide {

    final List<CpoOwnerNotices.InitialPassword> notices = new CopyOnWriteArrayList<>();
    volatile Consumer<CpoOwnerNotices.InitialPassword> told = notices::add;
    volatile List<PartnerView> partners = List.of();

    private final InMemoryEventStorageEngine events = new InMemoryEventStorageEngine();
    private final PartyClaims partyClaims;
    private final CommandGateway commands;

    CpoOwnerSide() {
        EventStore eventStore =
                EmbeddedEventStore.builder().storageEngine(events).build();
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        commands = DefaultCommandGateway.builder().commandBus(bus).build();
        SimpleQueryBus queries = SimpleQueryBus.builder().build();
        Type views = ResolvableType.forClassWithGenerics(List.class, PartnerView.class)
                .getType();
        queries.<Object>subscribe(ListPartners.class.getName(), views, message -> partners);
        partyClaims = TestPartyClaims.in(eventStore);
        new AnnotationCommandHandlerAdapter<>(new CpoOwnerCommandHandler(
                        EventSourcingRepository.builder(CpoOwnerAggregate.class)
                                .eventStore(eventStore)
                                .build(),
                        EventSourcingRepository.builder(AccountClaimAggregate.class)
                                .eventStore(eventStore)
                                .build(),
                        partyClaims,
                        new Steps(commands),
                        DefaultQueryGateway.builder().queryBus(queries).build(),
                        new OwnParties(List.of(aRole(Role.EMSP, "DE", "OWN"))),
                        notice -> told.accept(notice)))
                .subscribe(bus);
    }

    <R> R send(Object command) {
        return commands.sendAndWait(command);
    }

    /** Claims parties as other slices do. */
    void claim(TestPartyClaims.Claiming claiming) {
        TestPartyClaims.store(partyClaims, claiming);
    }

    List<Object> stored() {
        return events.readEvents(null, false)
                .<Object>map(EventMessage::getPayload)
                .toList();
    }

    <E> List<E> stored(Class<E> type) {
        return stored().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
