package org.ocpiplatform.api;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.history.Actor;
import org.ocpiplatform.contract.history.AuditTrail;
import org.ocpiplatform.contract.history.AuditedObject;
import org.ocpiplatform.contract.history.CheckpointView;
import org.ocpiplatform.contract.history.EventProof;
import org.ocpiplatform.contract.history.ExportFilter;
import org.ocpiplatform.contract.history.ExportedEvent;
import org.ocpiplatform.contract.history.FieldChange;
import org.ocpiplatform.contract.history.HistoryEvent;
import org.ocpiplatform.contract.history.Moment;
import org.ocpiplatform.contract.history.ObjectHistory;
import org.ocpiplatform.contract.history.ObjectLocator;
import org.ocpiplatform.contract.history.Pages;
import org.ocpiplatform.contract.history.PastObject;
import org.ocpiplatform.contract.history.SealingKeyView;
import org.ocpiplatform.contract.history.VerificationReport;
import tools.jackson.databind.node.JsonNodeFactory;

/** An event store of as many events of one object as a test says, which records what it is asked. */
public class MemoryTrail implements AuditTrail {

    private static final String TIME = "2026-03-01T12:00:00.000001Z";
    private static final String HASH = "00ff";

    public final List<Object> asked = new ArrayList<>();
    private int events;
    private int failsAfter;

    /** Starts over with so many events. */
    public void reset(int number) {
        asked.clear();
        events = number;
        failsAfter = Integer.MAX_VALUE;
    }

    /** Has the reading of events end with a failure. */
    public void failAfter(int number) {
        failsAfter = number;
    }

    /** What a history was asked for. */
    public record HistoryAsked(ObjectLocator object, long afterRevision, long limit) {}

    /** Which past of what was asked for. */
    public record PastAsked(ObjectLocator object, Moment moment) {}

    /** Which proof was asked for. */
    public record ProofAsked(ObjectLocator object, @Nullable Long revision) {}

    /** Which positions were to be verified. */
    public record VerificationAsked(long from, long to) {}

    @Override
    public ObjectHistory events(ObjectLocator object, long afterRevision, long limit) {
        asked.add(new HistoryAsked(object, afterRevision, limit));
        if (events == 0) {
            throw Rejection.notFound("session");
        }
        AuditedObject address = new AuditedObject(
                object.side(),
                object.module(),
                object.owner().countryCode(),
                object.owner().partyId(),
                object.id().toString(),
                null);
        return new ObjectHistory(
                address,
                pages(number -> new HistoryEvent(
                        number,
                        number + 1,
                        "sessions.patched",
                        TIME,
                        new Actor("p", "NL", "TNM", null),
                        "r",
                        "c",
                        JsonNodeFactory.instance.objectNode(),
                        List.of(new FieldChange("/kwh", null, JsonNodeFactory.instance.numberNode(number))),
                        HASH,
                        HASH)));
    }

    @Override
    public PastObject object(ObjectLocator object, Moment moment) {
        asked.add(new PastAsked(object, moment));
        if (events == 0) {
            throw Rejection.notFound("session");
        }
        return new PastObject("{\"id\": \"as it was\"}", 7, 70);
    }

    @Override
    public Export export(ExportFilter filter) {
        asked.add(filter);
        return new Export(
                events,
                pages(number -> new ExportedEvent(
                        number + 1,
                        "e",
                        "partners.unregistered",
                        0,
                        new ExportedEvent.Aggregate("p", null, 0),
                        null,
                        TIME,
                        new Actor(null, null, null, null),
                        null,
                        null,
                        null,
                        "1",
                        HASH,
                        HASH,
                        HASH,
                        HASH,
                        null)));
    }

    @Override
    public VerificationReport verify(long from, long to) {
        asked.add(new VerificationAsked(from, to));
        return new VerificationReport(events, true, null, null, 5);
    }

    @Override
    public List<CheckpointView> checkpoints(long after, int limit) {
        return IntStream.rangeClosed((int) after + 1, (int) Math.min(events, after + limit))
                .mapToObj(number -> new CheckpointView(number, number, number, TIME, HASH, HASH, HASH, "k", HASH))
                .toList();
    }

    @Override
    public List<SealingKeyView> keys() {
        return List.of(new SealingKeyView("k", "Ed25519", "AAAA", "-----BEGIN PUBLIC KEY-----\n"));
    }

    @Override
    public EventProof proof(long position) {
        asked.add(position);
        throw new Rejection(Rejection.Code.CONFLICT, "no checkpoint speaks of the event yet");
    }

    @Override
    public EventProof proof(ObjectLocator object, @Nullable Long revision) {
        asked.add(new ProofAsked(object, revision));
        throw Rejection.notFound("revision");
    }

    private interface Numbered<T> {
        T of(long number);
    }

    /** Of two each. */
    private <T> Pages<T> pages(Numbered<T> numbered) {
        Iterator<Integer> numbers = IntStream.range(0, events).iterator();
        return new Pages<>() {
            @Override
            public List<T> next() {
                List<T> page = new ArrayList<>();
                while (page.size() < 2 && numbers.hasNext()) {
                    int number = numbers.next();
                    if (number >= failsAfter) {
                        throw new IllegalStateException("the store is gone");
                    }
                    page.add(numbered.of(number));
                }
                return page;
            }

            @Override
            public void close() {}
        };
    }
}
