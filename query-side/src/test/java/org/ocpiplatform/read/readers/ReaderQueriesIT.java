package org.ocpiplatform.read.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.contract.readers.ReaderEvent;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderAdmitted;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderRevoked;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderTokenReplaced;
import org.ocpiplatform.contract.readers.ReaderId;
import org.ocpiplatform.contract.readers.ReaderKind;
import org.ocpiplatform.contract.readers.ReaderQuery.FindReader;
import org.ocpiplatform.contract.readers.ReaderQuery.FindReaderByToken;
import org.ocpiplatform.contract.readers.ReaderQuery.ListReaders;
import org.ocpiplatform.contract.readers.ReaderView;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.ReadSide;

class ReaderQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final ReaderId ID = new ReaderId("r1");
    private static final ReaderAdmitted ADMITTED = new ReaderAdmitted(
            ID,
            ReaderKind.CONSUMER,
            "Warehouse",
            List.of("cdrs"),
            Privacy.PSEUDONYMISED,
            "h1",
            new SealedSecret("v1:sealed"));

    private ReadSide readSide;
    private ReaderProjector readers;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        readers = new ReaderProjector(readSide.projections());
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aReaderIsFoundByTheTokenThatItHasNow() {
        happened(ADMITTED);
        assertThat(readers.handle(new FindReaderByToken("h1")))
                .hasValueSatisfying(reader -> assertThat(reader.modules()).containsExactly("cdrs"));

        happened(new ReaderTokenReplaced(ID, "h2"));
        assertThat(readers.handle(new FindReaderByToken("h1"))).isEmpty();
        assertThat(readers.handle(new FindReaderByToken("h2")).map(ReaderView::id))
                .hasValue(ID);
        assertThat(readers.handle(new FindReader(ID)).map(ReaderView::pseudonymKey))
                .hasValue(new SealedSecret("v1:sealed"));
    }

    @Test
    void whoIsRevokedIsFoundNowhere() {
        happened(ADMITTED);
        happened(new ReaderRevoked(ID));

        assertThat(readers.handle(new FindReaderByToken("h1"))).isEmpty();
        assertThat(readers.handle(new FindReader(ID))).isEmpty();
        assertThat(readers.handle(new ListReaders(ReaderKind.CONSUMER))).isEmpty();
    }

    @Test
    void readersOfAKindAreListedByName() {
        happened(ADMITTED);
        happened(admitted("r2", ReaderKind.CONSUMER, "Analytics"));
        happened(admitted("r3", ReaderKind.AUDITOR, "Inspector"));

        assertThat(readers.handle(new ListReaders(ReaderKind.CONSUMER)))
                .extracting(ReaderView::name)
                .containsExactly("Analytics", "Warehouse");
        assertThat(readers.handle(new ListReaders(ReaderKind.AUDITOR)))
                .extracting(ReaderView::name)
                .containsExactly("Inspector");
    }

    @Test
    void aTokenWhoseRevocationWasAcknowledgedIsNotGoodMeanwhile() {
        happened(ADMITTED);
        assertThat(readSide.isShown("readers", "r1", 1)).isFalse();

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> readers.handle(new FindReaderByToken("h1")))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }

    private static ReaderAdmitted admitted(String id, ReaderKind kind, String name) {
        return new ReaderAdmitted(new ReaderId(id), kind, name, List.of(), Privacy.FULL, "h-" + id, null);
    }

    private void happened(ReaderEvent event) {
        GenericTrackedDomainEventMessage<?> message =
                readSide.events().append(event.readerId().value(), event);
        readSide.batch("readers", () -> readers.on(event, message, message.trackingToken()));
    }
}
