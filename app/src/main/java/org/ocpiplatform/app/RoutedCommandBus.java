package org.ocpiplatform.app;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.lifecycle.Lifecycle;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Has Axon Server route commands that are about an aggregate, all those about one to the same node, which so has it in
 * memory. What is not about an aggregate works with this node's connections and files, and stays here.
 */
final class RoutedCommandBus implements CommandBus, Lifecycle {

    private static final ClassValue<Boolean> ABOUT_AGGREGATES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return Stream.concat(Arrays.stream(type.getDeclaredFields()), Arrays.stream(type.getDeclaredMethods()))
                    .anyMatch(member -> member.isAnnotationPresent(TargetAggregateIdentifier.class));
        }
    };

    private final AxonServerCommandBus remote;
    private final CommandBus local;
    private final List<MessageDispatchInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();

    RoutedCommandBus(AxonServerCommandBus remote, CommandBus local) {
        this.remote = remote;
        this.local = local;
    }

    static boolean isRouted(Class<?> command) {
        return ABOUT_AGGREGATES.get(command);
    }

    /** The same bus, with failures in a form that other nodes understand. */
    static CommandBus telling(CommandBus bus) {
        return new Telling(bus);
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (sent, result) -> {});
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        CommandMessage<C> intercepted = intercepted(command);
        if (isRouted(command.getPayloadType())) {
            remote.<C, R>dispatch(
                    intercepted,
                    (sent, result) -> callback.onResult(
                            sent,
                            result.isExceptional()
                                    ? GenericCommandResultMessage.asCommandResultMessage(
                                            CommandFailure.understood(result.exceptionResult()))
                                    : result));
        } else {
            local.dispatch(intercepted, callback);
        }
    }

    @SuppressWarnings("unchecked") // an interceptor answers with a command of the same kind
    private <C> CommandMessage<C> intercepted(CommandMessage<C> command) {
        CommandMessage<C> intercepted = command;
        for (MessageDispatchInterceptor<? super CommandMessage<?>> interceptor : interceptors) {
            intercepted = (CommandMessage<C>) interceptor.handle(intercepted);
        }
        return intercepted;
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        try {
            return isRouted(Class.forName(commandName))
                    ? remote.subscribe(commandName, handler)
                    : local.subscribe(commandName, handler);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("commands are known by their classes, not as " + commandName, e);
        }
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
        return local.registerHandlerInterceptor(handlerInterceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> dispatchInterceptor) {
        interceptors.add(dispatchInterceptor);
        return () -> interceptors.remove(dispatchInterceptor);
    }

    @Override
    public void registerLifecycleHandlers(LifecycleRegistry lifecycle) {
        remote.registerLifecycleHandlers(lifecycle);
    }

    /** Where commands of all nodes are handled that are routed to this one. */
    private record Telling(CommandBus bus) implements CommandBus {

        @Override
        public <C> void dispatch(CommandMessage<C> command) {
            bus.dispatch(command);
        }

        @Override
        public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            bus.<C, R>dispatch(
                    command,
                    (sent, result) -> callback.onResult(
                            sent,
                            result.isExceptional()
                                    ? GenericCommandResultMessage.asCommandResultMessage(
                                            CommandFailure.told(result.exceptionResult()))
                                    : result));
        }

        @Override
        public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
            return bus.subscribe(commandName, handler);
        }

        @Override
        public Registration registerHandlerInterceptor(
                MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
            return bus.registerHandlerInterceptor(handlerInterceptor);
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super CommandMessage<?>> dispatchInterceptor) {
            return bus.registerDispatchInterceptor(dispatchInterceptor);
        }
    }
}
