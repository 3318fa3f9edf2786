package org.ocpiplatform.contract.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the event store tells an auditor. Everything is read from the event store itself, so that nothing acknowledged is
 * missing. Every method throws a {@link org.ocpiplatform.contract.Rejection} if the store does not answer.
 */
public interface AuditTrail {

    /**
     * The events of an object.
     *
     * @param afterRevision revision on which the events follow; -1 for all
     * @param limit events at most
     * @throws org.ocpiplatform.contract.Rejection if there never was such an object
     */
    ObjectHistory events(ObjectLocator object, long afterRevision, long limit);

    /**
     * An object as it stood.
     *
     * @throws org.ocpiplatform.contract.Rejection if there was none then, or its events cannot be read
     */
    PastObject object(ObjectLocator object, Moment moment);

    /** The events that a filter lets pass, in order of their positions, up to the last one that is stored now. */
    Export export(ExportFilter filter);

    /** Looks whether the events from a position to another, both included, are as they were stored. */
    VerificationReport verify(long from, long to);

    /** The checkpoints that follow on a number, at most so many. */
    List<CheckpointView> checkpoints(long after, int limit);

    /** The public keys of all checkpoints. */
    List<SealingKeyView> keys();

    /**
     * The proof for the event at a position.
     *
     * @throws org.ocpiplatform.contract.Rejection if there is no such event, or no checkpoint speaks of it yet
     */
    EventProof proof(long position);

    /**
     * The proof for an event of an object.
     *
     * @param revision of the event; the last one if absent
     * @throws org.ocpiplatform.contract.Rejection if there is no such event, or no checkpoint speaks of it yet
     */
    EventProof proof(ObjectLocator object, @Nullable Long revision);

    /**
     * Exported events.
     *
     * @param head position of the last event that is looked at
     * @param events whoever got them closes them
     */
    record Export(long head, Pages<ExportedEvent> events) {}
}
