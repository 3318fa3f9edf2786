package org.ocpiplatform.app;

import java.util.List;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;

/**
 * What went wrong with a command, as one node tells another.
 *
 * @param code of a rejection
 * @param offered of a rejection; empty elsewhere
 * @param aggregateId that does not exist; none if something else is wrong
 */
record CommandFailure(
        Kind kind,
        String message,
        Rejection.@Nullable Code code,
        List<String> offered,
        @Nullable String aggregateId) {

    /** What callers tell apart. */
    enum Kind {
        /** The command is refused. */
        REJECTED,
        /** It lost a race for its aggregate, and may be repeated. */
        CONFLICT,
        /** Its aggregate does not exist. */
        UNKNOWN_AGGREGATE,
        /** The event store does not answer, or refuses. */
        STORE,
        /** Anything else. */
        OTHER
    }

    /** A failure in the form in which it reaches the node that sent the command. */
    static CommandExecutionException told(Throwable failure) {
        CommandFailure told = of(failure);
        return new CommandExecutionException(told.message(), failure, told);
    }

    private static CommandFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Rejection rejection -> {
                    return new CommandFailure(
                            Kind.REJECTED, rejection.getMessage(), rejection.code(), rejection.offered(), null);
                }
                case ConcurrencyException conflict -> {
                    return plain(Kind.CONFLICT, conflict);
                }
                case AggregateStreamCreationException conflict -> {
                    return plain(Kind.CONFLICT, conflict);
                }
                case AggregateNotFoundException unknown -> {
                    return new CommandFailure(
                            Kind.UNKNOWN_AGGREGATE,
                            String.valueOf(unknown.getMessage()),
                            null,
                            List.of(),
                            String.valueOf(unknown.getAggregateIdentifier()));
                }
                case EventStoreException store -> {
                    return plain(Kind.STORE, store);
                }
                default -> {}
            }
        }
        return plain(Kind.OTHER, failure);
    }

    private static CommandFailure plain(Kind kind, Throwable failure) {
        return new CommandFailure(kind, String.valueOf(failure.getMessage()), null, List.of(), null);
    }

    /**
     * What was told, as if it had gone wrong here. What no node told is Axon Server's, which is then taken for a store
     * that does not answer: whether the command was carried out is not known.
     */
    static RuntimeException understood(Throwable received) {
        return HandlerExecutionException.<CommandFailure>resolveDetails(received)
                .map(CommandFailure::exception)
                .orElseGet(() -> new EventStoreException("Axon Server did not pass the command on", received));
    }

    private RuntimeException exception() {
        return switch (kind) {
            case REJECTED ->
                code == null || code == Rejection.Code.NOT_OFFERED
                        ? Rejection.notOffered(message, offered)
                        : new Rejection(code, message);
            case CONFLICT -> new ConcurrencyException(message);
            case UNKNOWN_AGGREGATE -> new AggregateNotFoundException(String.valueOf(aggregateId), message);
            case STORE -> new EventStoreException(message);
            case OTHER -> new IllegalStateException(message);
        };
    }
}
