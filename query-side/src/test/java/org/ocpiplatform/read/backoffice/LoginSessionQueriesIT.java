package org.ocpiplatform.read.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.model.Updates;
import java.time.Instant;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionClosed;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionOpened;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionRefreshed;
import org.ocpiplatform.contract.backoffice.LoginSessionId;
import org.ocpiplatform.contract.backoffice.LoginSessionQuery.IsLoginSessionOpen;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.ReadSide;

class LoginSessionQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final LoginSessionId ID = new LoginSessionId("s1");
    private static final Instant END = Instant.parse("2026-04-01T10:00:00Z");

    private ReadSide readSide;
    private LoginSessionProjector sessions;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        sessions = new LoginSessionProjector(readSide.projections());
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aSessionIsOpenFromItsLoginToItsEnd() {
        assertThat(isOpen(ID)).isFalse();

        happened(new LoginSessionOpened(ID, new UserId("u1"), UserRole.ADMIN, null, "r1", END));
        assertThat(isOpen(ID)).isTrue();
        assertThat(isOpen(new LoginSessionId("s2"))).isFalse();

        happened(new LoginSessionRefreshed(ID, "r2", END));
        assertThat(isOpen(ID)).isTrue();

        happened(new LoginSessionClosed(ID, LoginSessionClosed.Reason.LOGOUT));
        assertThat(isOpen(ID)).isFalse();
    }

    @Test
    void nothingIsRemembered() {
        happened(new LoginSessionOpened(ID, new UserId("u1"), UserRole.ADMIN, null, "r1", END));
        assertThat(isOpen(ID)).isTrue();

        STORE.database().getCollection("login_sessions").updateMany(new Document(), Updates.set("open", false));

        assertThat(isOpen(ID)).isFalse();
    }

    @Test
    void noTokenIsKept() {
        happened(new LoginSessionOpened(ID, new UserId("u1"), UserRole.ADMIN, null, "r1", END));

        assertThat(STORE.database().getCollection("login_sessions").find().first())
                .containsOnlyKeys("_id", "revision", "sequence", "open");
    }

    @Test
    void aSessionWhoseEndWasAcknowledgedIsNotOpenMeanwhile() {
        happened(new LoginSessionOpened(ID, new UserId("u1"), UserRole.ADMIN, null, "r1", END));
        assertThat(readSide.isShown("login_sessions", "s1", 1)).isFalse();

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> isOpen(ID))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }

    private boolean isOpen(LoginSessionId id) {
        return sessions.handle(new IsLoginSessionOpen(id));
    }

    private void happened(LoginSessionEvent event) {
        GenericTrackedDomainEventMessage<?> message =
                readSide.events().append(event.loginSessionId().value(), event);
        readSide.batch("login_sessions", () -> sessions.on(event, message, message.trackingToken()));
    }
}
