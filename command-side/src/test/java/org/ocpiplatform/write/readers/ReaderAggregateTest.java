package org.ocpiplatform.write.readers;

import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.contract.readers.ReaderCommand.AdmitReader;
import org.ocpiplatform.contract.readers.ReaderCommand.ReplaceReaderToken;
import org.ocpiplatform.contract.readers.ReaderCommand.RevokeReader;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderAdmitted;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderRevoked;
import org.ocpiplatform.contract.readers.ReaderEvent.ReaderTokenReplaced;
import org.ocpiplatform.contract.readers.ReaderId;
import org.ocpiplatform.contract.readers.ReaderKind;
import org.ocpiplatform.contract.secrets.SealedSecret;

class ReaderAggregateTest {

    private static final ReaderId ID = new ReaderId("r1");
    private static final SealedSecret KEY = new SealedSecret("v1:sealed");
    private static final ReaderAdmitted ADMITTED =
            new ReaderAdmitted(ID, ReaderKind.CONSUMER, "Analytics", List.of("cdrs"), Privacy.PSEUDONYMISED, "h1", KEY);

    private final AggregateTestFixture<ReaderAggregate> readers = new AggregateTestFixture<>(ReaderAggregate.class);

    @Test
    void anAdministratorAdmitsAReader() {
        readers.givenNoPriorActivity()
                .when(new AdmitReader(
                        ID, ReaderKind.CONSUMER, "Analytics", List.of("cdrs"), Privacy.PSEUDONYMISED, "h1", KEY))
                .expectEvents(ADMITTED)
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.CREATED, "r1", 0));
    }

    @Test
    void aTokenIsReplaced() {
        readers.given(ADMITTED)
                .when(new ReplaceReaderToken(ID, ReaderKind.CONSUMER, "h2"))
                .expectEvents(new ReaderTokenReplaced(ID, "h2"))
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UPDATED, "r1", 1));
    }

    @Test
    void aReaderIsRevokedOnce() {
        readers.given(ADMITTED).when(new RevokeReader(ID, ReaderKind.CONSUMER)).expectEvents(new ReaderRevoked(ID));
        readers.given(ADMITTED, new ReaderRevoked(ID))
                .when(new RevokeReader(ID, ReaderKind.CONSUMER))
                .expectNoEvents()
                .expectException(unknown("consumer is unknown"));
    }

    @Test
    void whoIsRevokedGetsNoOtherToken() {
        readers.given(ADMITTED, new ReaderRevoked(ID))
                .when(new ReplaceReaderToken(ID, ReaderKind.CONSUMER, "h2"))
                .expectNoEvents()
                .expectException(unknown("consumer is unknown"));
    }

    @Test
    void aConsumerIsNoAuditor() {
        readers.given(ADMITTED)
                .when(new RevokeReader(ID, ReaderKind.AUDITOR))
                .expectNoEvents()
                .expectException(unknown("auditor is unknown"));
    }

    @Test
    void whoWasNeverAdmittedIsUnknown() {
        readers.givenNoPriorActivity()
                .when(new RevokeReader(ID, ReaderKind.CONSUMER))
                .expectException(AggregateNotFoundException.class);
    }

    private static org.hamcrest.Matcher<?> unknown(String message) {
        return Matchers.allOf(
                Matchers.instanceOf(Rejection.class), Matchers.hasProperty("message", Matchers.is(message)));
    }
}
