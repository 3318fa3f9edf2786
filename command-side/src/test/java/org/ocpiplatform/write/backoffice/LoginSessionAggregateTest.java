package org.ocpiplatform.write.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.CloseLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.OpenLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.RefreshLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionClosed;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionClosed.Reason;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionOpened;
import org.ocpiplatform.contract.backoffice.LoginSessionEvent.LoginSessionRefreshed;
import org.ocpiplatform.contract.backoffice.LoginSessionId;
import org.ocpiplatform.contract.backoffice.RefreshOutcome;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.ocpiplatform.ocpi.PartyId;

class LoginSessionAggregateTest {

    private static final LoginSessionId ID = new LoginSessionId("s1");
    private static final UserId USER = new UserId("u1");
    private static final PartyId CPO = PartyId.of("DE", "EXA");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant END = NOW.plusSeconds(1);
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final LoginSessionOpened OPENED =
            new LoginSessionOpened(ID, USER, UserRole.CPO_OWNER, CPO, "r1", END);
    private static final LoginSessionRefreshed REFRESHED = new LoginSessionRefreshed(ID, "r2", LATER);
    private static final LoginSessionClosed LOGOUT = new LoginSessionClosed(ID, Reason.LOGOUT);
    private static final LoginSessionClosed REUSE = new LoginSessionClosed(ID, Reason.REUSE);

    @Test
    void aLoginOpensASession() {
        at(NOW).givenNoPriorActivity()
                .when(open())
                .expectEvents(OPENED)
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.CREATED, "s1", 0));
    }

    @Test
    void theCurrentTokenIsTradedForTheNext() {
        at(NOW).given(OPENED)
                .when(refresh("r1", "r2"))
                .expectEvents(REFRESHED)
                .expectResultMessagePayload(outcome(RefreshOutcome.Kind.REFRESHED, WriteResult.Kind.UPDATED, 1));
    }

    @Test
    void theNextTokenIsGoodAsLongAsItSays() {
        at(END.plusSeconds(30))
                .given(OPENED, REFRESHED)
                .when(refresh("r2", "r3"))
                .expectEvents(new LoginSessionRefreshed(ID, "r3", LATER));
    }

    @Test
    void aTokenPresentedASecondTimeEndsTheSession() {
        at(NOW).given(OPENED, REFRESHED)
                .when(refresh("r1", "r3"))
                .expectEvents(REUSE)
                .expectResultMessagePayload(outcome(RefreshOutcome.Kind.REUSED, WriteResult.Kind.UPDATED, 2));
        at(NOW).given(OPENED, REFRESHED, REUSE)
                .when(refresh("r2", "r3"))
                .expectNoEvents()
                .expectResultMessagePayload(outcome(RefreshOutcome.Kind.ENDED, WriteResult.Kind.UNCHANGED, 2));
    }

    @Test
    void nothingIsRefreshedAfterALogout() {
        at(NOW).given(OPENED, LOGOUT)
                .when(refresh("r1", "r2"))
                .expectNoEvents()
                .expectResultMessagePayload(outcome(RefreshOutcome.Kind.ENDED, WriteResult.Kind.UNCHANGED, 1));
    }

    @Test
    void nothingIsRefreshedWhenItsTimeIsOver() {
        for (String token : List.of("r1", "r0")) {
            at(END).given(OPENED)
                    .when(refresh(token, "r2"))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcome(RefreshOutcome.Kind.ENDED, WriteResult.Kind.UNCHANGED, 0));
        }
    }

    @Test
    void aLogoutEndsASessionOnce() {
        at(NOW).given(OPENED)
                .when(new CloseLoginSession(ID))
                .expectEvents(LOGOUT)
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UPDATED, "s1", 1));
        at(NOW).given(OPENED, LOGOUT)
                .when(new CloseLoginSession(ID))
                .expectNoEvents()
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UNCHANGED, "s1", 1));
        at(NOW).given(OPENED, REUSE).when(new CloseLoginSession(ID)).expectNoEvents();
    }

    @Test
    void aSessionThatNeverWasCannotGoOn() {
        at(NOW).givenNoPriorActivity().when(refresh("r1", "r2")).expectException(AggregateNotFoundException.class);
    }

    @RepeatedTest(10)
    @Timeout(30)
    void ofTwoWhoPresentOneTokenAtTheSameTimeOneGetsTheNext() throws Exception {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        Configuration axon = DefaultConfigurer.defaultConfiguration()
                .configureCommandBus(configuration -> bus)
                .configureEmbeddedEventStore(configuration -> new InMemoryEventStorageEngine())
                .registerComponent(Clock.class, configuration -> Clock.fixed(NOW, ZoneOffset.UTC))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(LoginSessionAggregate.class))
                .start();
        CommandGateway commands =
                DefaultCommandGateway.builder().commandBus(bus).build();
        commands.sendAndWait(open());
        CyclicBarrier start = new CyclicBarrier(2);
        List<RefreshOutcome.Kind> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<RefreshOutcome>> results = new ArrayList<>();
            for (String next : List.of("r2", "r3")) {
                results.add(threads.submit(() -> {
                    start.await();
                    return commands.sendAndWait(refresh("r1", next));
                }));
            }
            for (Future<RefreshOutcome> result : results) {
                outcomes.add(result.get().kind());
            }
        } finally {
            axon.shutdown();
        }
        assertThat(outcomes).containsExactlyInAnyOrder(RefreshOutcome.Kind.REFRESHED, RefreshOutcome.Kind.REUSED);
    }

    /** Sessions at that time. */
    private static AggregateTestFixture<LoginSessionAggregate> at(Instant now) {
        AggregateTestFixture<LoginSessionAggregate> fixture = new AggregateTestFixture<>(LoginSessionAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(now, ZoneOffset.UTC));
        return fixture;
    }

    private static OpenLoginSession open() {
        return new OpenLoginSession(ID, USER, UserRole.CPO_OWNER, CPO, "r1", END);
    }

    private static RefreshLoginSession refresh(String presented, String next) {
        return new RefreshLoginSession(ID, presented, next, LATER);
    }

    private static RefreshOutcome outcome(RefreshOutcome.Kind kind, WriteResult.Kind result, long revision) {
        return new RefreshOutcome(kind, new WriteResult(result, "s1", revision));
    }
}
