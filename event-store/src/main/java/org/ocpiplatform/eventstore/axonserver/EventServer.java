package org.ocpiplatform.eventstore.axonserver;

import io.axoniq.axonserver.connector.event.AggregateEventStream;
import io.axoniq.axonserver.connector.event.AppendEventsTransaction;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.ocpiplatform.eventstore.AppendOutcomeUnknownException;
import org.ocpiplatform.eventstore.EventLedger.EventReader;
import org.ocpiplatform.eventstore.EventLedger.PlacedRow;
import org.ocpiplatform.eventstore.EventRow;

/**
 * What is asked of an Axon Server, with rows as they are stored. The server numbers events from 0 without gaps; here
 * positions begin with 1, as everywhere in the platform.
 */
final class EventServer implements EventReader {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);
    private static final int STREAM_BUFFER = 1_000;
    private static final int STREAM_REFILL = 500;
    private static final String SEQUENCE_TAKEN = "AXONIQ-2000";
    private static final Metadata.Key<String> ERROR_CODE =
            Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER);

    private final Supplier<EventChannel> channel;

    EventServer(Supplier<EventChannel> channel) {
        this.channel = channel;
    }

    /**
     * Stores rows all together; returns when they are stored.
     *
     * @throws ConcurrencyException if the stream of one of them has come to another sequence number
     * @throws AppendOutcomeUnknownException if the server was lost before it answered
     */
    void append(List<EventRow> rows) {
        CompletableFuture<?> stored;
        try {
            AppendEventsTransaction transaction = channel.get().startAppendEventsTransaction();
            rows.forEach(row -> transaction.appendEvent(ServerEvents.of(row, false)));
            stored = transaction.commit();
        } catch (RuntimeException e) {
            throw new EventStoreException("Axon Server does not take events", e);
        }
        try {
            stored.get(APPEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw refused(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new AppendOutcomeUnknownException("Axon Server does not tell whether it has stored the events", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AppendOutcomeUnknownException("It was not awaited whether the events are stored", e);
        }
    }

    /** What the server said no to is not stored; of what it said nothing to, nobody knows. */
    private static RuntimeException refused(Throwable cause) {
        String code = errorCode(cause);
        if (SEQUENCE_TAKEN.equals(code)) {
            return new ConcurrencyException("an event with this sequence number is stored already", cause);
        }
        return code.isEmpty()
                ? new AppendOutcomeUnknownException("Axon Server was lost while it stored events", cause)
                : new EventStoreException("Axon Server refused the events: " + cause.getMessage(), cause);
    }

    private static String errorCode(Throwable failure) {
        Metadata trailers = failure instanceof StatusRuntimeException status ? status.getTrailers() : null;
        String code = trailers == null ? null : trailers.get(ERROR_CODE);
        return code == null ? "" : code;
    }

    @Override
    public long head() {
        return answer(channel.get().getLastToken(), ANSWER_TIMEOUT) + 1;
    }

    /** The position before the first event that is there. */
    long tail() {
        return Math.max(0, answer(channel.get().getFirstToken(), ANSWER_TIMEOUT) + 1);
    }

    /** The position before the first event that is not older than a time. */
    long before(Instant time) {
        return Math.max(0, answer(channel.get().getTokenAt(time.toEpochMilli()), ANSWER_TIMEOUT) + 1);
    }

    /** Whether the server answers. */
    boolean isHealthy() {
        try {
            answer(channel.get().getLastToken(), HEALTH_TIMEOUT);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public List<PlacedRow> after(long position, int limit) {
        List<PlacedRow> rows = new ArrayList<>();
        long last = Math.min(head(), position + limit);
        if (last <= position) {
            return rows;
        }
        EventStream events = channel.get().openStream(position - 1, limit, limit);
        try {
            while (rows.size() < last - position) {
                EventWithToken event = events.nextIfAvailable(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                if (event == null) {
                    throw new EventStoreException(
                            "Axon Server does not tell its events",
                            events.getError().orElse(null));
                }
                rows.add(placed(event));
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventStoreException("The events are not awaited any more", e);
        } finally {
            events.close();
        }
    }

    /** A stream of the events that follow on a position, also of those to come. */
    EventStream stream(long position) {
        return channel.get().openStream(position - 1, STREAM_BUFFER, STREAM_REFILL);
    }

    static PlacedRow placed(EventWithToken event) {
        return new PlacedRow(event.getToken() + 1, ServerEvents.row(event.getEvent()));
    }

    /** The events of a stream from a sequence number on. */
    List<EventRow> ofAggregate(String name, long firstSequenceNumber, int limit) {
        return read(
                () -> firstSequenceNumber == 0
                        ? channel.get().openAggregateStream(name, false)
                        : channel.get().openAggregateStream(name, firstSequenceNumber),
                limit);
    }

    /** The last event of a stream; none if there are no events. */
    OptionalLong lastSequenceNumber(String name) {
        long last = answer(channel.get().findHighestSequence(name), ANSWER_TIMEOUT);
        return last < 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }

    Optional<EventRow> snapshotOf(String name) {
        return read(() -> channel.get().loadSnapshots(name, Long.MAX_VALUE, 1), 1).stream()
                .findFirst();
    }

    void storeSnapshot(EventRow row) {
        answer(channel.get().appendSnapshot(ServerEvents.of(row, true)), ANSWER_TIMEOUT);
    }

    private static List<EventRow> read(Supplier<AggregateEventStream> opened, int limit) {
        try {
            AggregateEventStream events = opened.get();
            List<EventRow> rows = new ArrayList<>();
            while (events.hasNext()) {
                Event event = events.next();
                if (rows.size() == limit) {
                    events.cancel();
                    break;
                }
                rows.add(ServerEvents.row(event));
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventStoreException("The events are not awaited any more", e);
        } catch (RuntimeException e) {
            throw new EventStoreException("Axon Server does not tell its events", e);
        }
    }

    private static <T> T answer(CompletableFuture<T> answer, Duration timeout) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new EventStoreException("Axon Server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventStoreException("Axon Server's answer is not awaited any more", e);
        }
    }
}
