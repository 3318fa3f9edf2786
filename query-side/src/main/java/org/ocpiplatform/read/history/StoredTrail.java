package org.ocpiplatform.read.history;

import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.history.AuditTrail;
import org.ocpiplatform.contract.history.CheckpointView;
import org.ocpiplatform.contract.history.EventProof;
import org.ocpiplatform.contract.history.ExportFilter;
import org.ocpiplatform.contract.history.Moment;
import org.ocpiplatform.contract.history.ObjectHistory;
import org.ocpiplatform.contract.history.ObjectLocator;
import org.ocpiplatform.contract.history.PastObject;
import org.ocpiplatform.contract.history.SealingKeyView;
import org.ocpiplatform.contract.history.VerificationReport;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.StoredEvent;
import org.ocpiplatform.eventstore.audit.Checkpoint;
import org.ocpiplatform.eventstore.audit.Checkpoints;
import org.ocpiplatform.eventstore.audit.Proofs;
import org.ocpiplatform.eventstore.audit.SealingKeys;
import org.ocpiplatform.eventstore.audit.Verification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What is stored, as auditors are told it. */
@Component
final class StoredTrail implements AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(StoredTrail.class);
    private static final String ALGORITHM = "Ed25519";
    private static final int PEM_LINE = 64;

    private final Histories histories;
    private final Exports exports;
    private final EventLog log;
    private final Verification verification;
    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final SealingKeys keys;

    StoredTrail(
            Histories histories,
            Exports exports,
            EventLog log,
            Verification verification,
            Checkpoints checkpoints,
            Proofs proofs,
            SealingKeys keys) {
        this.histories = histories;
        this.exports = exports;
        this.log = log;
        this.verification = verification;
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.keys = keys;
    }

    @Override
    public ObjectHistory events(ObjectLocator object, long afterRevision, long limit) {
        return available(() -> histories.history(object, afterRevision, limit));
    }

    @Override
    public PastObject object(ObjectLocator object, Moment moment) {
        return available(() -> histories.object(object, moment));
    }

    @Override
    public Export export(ExportFilter filter) {
        return available(() -> exports.export(filter));
    }

    @Override
    public VerificationReport verify(long from, long to) {
        Verification.Report report = available(() -> verification.verify(from, to));
        return new VerificationReport(
                report.events(),
                report.intact(),
                report.firstBrokenPosition(),
                report.problem(),
                report.sealedPosition());
    }

    @Override
    public List<CheckpointView> checkpoints(long after, int limit) {
        return available(() -> checkpoints.after(after, limit)).stream()
                .map(StoredTrail::shown)
                .toList();
    }

    private static CheckpointView shown(Checkpoint checkpoint) {
        return new CheckpointView(
                checkpoint.number(),
                checkpoint.firstPosition(),
                checkpoint.lastPosition(),
                Texts.time(checkpoint.sealedAt()),
                Texts.hex(checkpoint.root()),
                Texts.hex(checkpoint.previous()),
                Texts.hex(checkpoint.hash()),
                checkpoint.keyId(),
                Texts.hex(checkpoint.signature()));
    }

    @Override
    public List<SealingKeyView> keys() {
        return keys.known().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(key -> shown(key.getKey(), key.getValue()))
                .toList();
    }

    private static SealingKeyView shown(String id, PublicKey key) {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return new SealingKeyView(id, ALGORITHM, Base64.getEncoder().encodeToString(key.getEncoded()), pem);
    }

    @Override
    public EventProof proof(long position) {
        return available(() -> {
            if (log.at(position).isEmpty()) {
                throw Rejection.notFound("event");
            }
            return proofs.of(position)
                    .map(StoredTrail::shown)
                    .orElseThrow(() -> new Rejection(
                            Rejection.Code.CONFLICT,
                            "no checkpoint speaks of the event yet; the next one is made in a moment"));
        });
    }

    @Override
    public EventProof proof(ObjectLocator object, @Nullable Long revision) {
        String aggregateId = available(() -> histories.find(object)).aggregateId();
        return proof(available(() -> positionOf(aggregateId, revision)));
    }

    private long positionOf(String aggregateId, @Nullable Long revision) {
        return log.ofStream(aggregateId, revision == null ? histories.lastRevision(aggregateId) : revision, 1).stream()
                .filter(event -> revision == null || event.sequenceNumber() == revision)
                .mapToLong(StoredEvent::position)
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("revision"));
    }

    private static EventProof shown(Proofs.Proof proof) {
        return new EventProof(
                EventProof.FORM,
                shown(proof.event()),
                proof.index(),
                proof.size(),
                proof.path().stream().map(Texts::hex).toList(),
                shown(proof.checkpoint()));
    }

    private static EventProof.StoredForm shown(StoredEvent event) {
        boolean secret = Exports.holdsSecrets(event.payloadType());
        return new EventProof.StoredForm(
                event.position(),
                event.eventId(),
                event.aggregateId(),
                event.sequenceNumber(),
                event.aggregateType(),
                Texts.time(event.occurredAt()),
                event.payloadType(),
                event.payloadRevision(),
                secret ? null : Texts.utf8(event.payload()),
                secret ? null : Texts.utf8(event.metadata()),
                Texts.sha256(event.payload()),
                Texts.sha256(event.metadata()),
                Texts.hex(event.previousHash()),
                Texts.hex(event.hash()));
    }

    private static <R> R available(Supplier<R> answer) {
        try {
            return answer.get();
        } catch (EventStoreException e) {
            LOG.warn("The event store does not answer", e);
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the event store does not answer");
        }
    }
}
