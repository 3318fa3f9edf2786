package org.ocpiplatform.write.backoffice;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.CloseLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.OpenLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.RefreshLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionClosed;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionClosed.Reason;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionOpened;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionRefreshed;
import org.ocpiplatform.contract.backoffice.LoginSessionId;
import org.ocpiplatform.contract.backoffice.RefreshOutcome;
import org.ocpiplatform.write.StoredAsSnapshot;
import org.ocpiplatform.write.Writes;

/** A login session, of which at any time one refresh token is good. */
@Revision("1")
@StoredAsSnapshot
@Aggregate(type = "LoginSession", cache = "aggregateCache", snapshotTriggerDefinition = "snapshots")
final class LoginSessionAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable LoginSessionId id;

    private String refreshTokenId = "";
    private Instant expiresAt = Instant.EPOCH;
    private boolean closed;

    LoginSessionAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    WriteResult decide(OpenLoginSession command) {
        apply(new LoginSessionOpened(
                command.loginSessionId(),
                command.userId(),
                command.role(),
                command.cpo(),
                command.refreshTokenId(),
                command.expiresAt()));
        return result(command.loginSessionId(), true, true);
    }

    @CommandHandler
    RefreshOutcome decide(RefreshLoginSession command, Clock clock) {
        LoginSessionId session = command.loginSessionId();
        if (closed || !clock.instant().isBefore(expiresAt)) {
            return new RefreshOutcome(RefreshOutcome.Kind.ENDED, result(session, false, false));
        }
        if (!command.presentedTokenId().equals(refreshTokenId)) {
            apply(new LoginSessionClosed(session, Reason.REUSE));
            return new RefreshOutcome(RefreshOutcome.Kind.REUSED, result(session, false, true));
        }
        apply(new LoginSessionRefreshed(session, command.nextTokenId(), command.expiresAt()));
        return new RefreshOutcome(RefreshOutcome.Kind.REFRESHED, result(session, false, true));
    }

    @CommandHandler
    WriteResult decide(CloseLoginSession command) {
        boolean open = !closed;
        if (open) {
            apply(new LoginSessionClosed(command.loginSessionId(), Reason.LOGOUT));
        }
        return result(command.loginSessionId(), false, open);
    }

    private static WriteResult result(LoginSessionId session, boolean created, boolean changed) {
        return Writes.result(session.toString(), created, changed, getVersion());
    }

    @EventSourcingHandler
    void evolve(LoginSessionEvent event) {
        id = event.loginSessionId();
        switch (event) {
            case LoginSessionOpened opened -> {
                refreshTokenId = opened.refreshTokenId();
                expiresAt = opened.expiresAt();
            }
            case LoginSessionRefreshed refreshed -> {
                refreshTokenId = refreshed.refreshTokenId();
                expiresAt = refreshed.expiresAt();
            }
            case LoginSessionClosed end -> closed = true;
        }
    }
}
