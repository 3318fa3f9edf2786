package org.ocpiplatform.write;

import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.Scope;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateScopeDescriptor;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Has commands decided on the latest state, also if what this node remembers of the aggregate was changed on another. A
 * decision that leads to events fails by itself then, because they do not continue the stream. One that leads to none,
 * such as that nothing changed or that the command is refused, is compared with the end of the stream here.
 */
@Component
final class LatestState implements HandlerEnhancerDefinition {

    private final ObjectProvider<EventStore> events;

    LatestState(ObjectProvider<EventStore> events) {
        this.events = events;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.hasAnnotation(CommandHandler.class) ? new Deciding<>(original) : original;
    }

    private final class Deciding<T> extends WrappedMessageHandlingMember<T> {

        Deciding(MessageHandlingMember<T> delegate) {
            super(delegate);
        }

        @Override
        public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
            Optional<AggregateScopeDescriptor> aggregate = target == null ? Optional.empty() : currentAggregate();
            Long before = aggregate.isPresent() ? AggregateLifecycle.getVersion() : null;
            if (aggregate.isEmpty() || before == null) {
                return super.handle(message, target);
            }
            @Nullable Object decision;
            try {
                decision = super.handle(message, target);
            } catch (RuntimeException e) {
                requireLatest(aggregate.get(), before);
                throw e;
            }
            if (Objects.equals(AggregateLifecycle.getVersion(), before)) {
                requireLatest(aggregate.get(), before);
            }
            return decision;
        }
    }

    private static Optional<AggregateScopeDescriptor> currentAggregate() {
        try {
            return Scope.describeCurrentScope() instanceof AggregateScopeDescriptor aggregate
                    ? Optional.of(aggregate)
                    : Optional.empty();
        } catch (IllegalStateException e) {
            // Handlers that are no aggregates have no scope.
            return Optional.empty();
        }
    }

    private void requireLatest(AggregateScopeDescriptor aggregate, long version) {
        String id = aggregate.getIdentifier().toString();
        long last = events.getObject().lastSequenceNumberFor(id).orElse(version);
        if (last != version) {
            throw new ConcurrencyException(
                    "the aggregate is at " + last + " and not at " + version + ", as was remembered");
        }
    }
}
