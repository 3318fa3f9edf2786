package org.ocpiplatform.api.backoffice.graphql;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficeCaller;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.backoffice.LoginSessionQuery.IsLoginSessionOpen;
import org.ocpiplatform.contract.fleet.EvseStatusChange;
import org.ocpiplatform.contract.fleet.FleetQuery.WatchEvseStatus;
import org.ocpiplatform.ocpi.CiString;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Tells changes of status for as long as the login that asked for them lasts. */
@Controller
final class StatusController {

    /** Under which GraphQL's context holds when the access token expires. */
    static final String EXPIRY = "access_expires_at";

    private static final Duration LOGIN_CHECK = Duration.ofSeconds(3);
    /** How many changes may wait for a client whose connection takes no more at the moment. */
    private static final int PREFETCH = 16;

    /** Writing to a client blocks, and must not hold up the others. */
    private final Scheduler scheduler = Schedulers.fromExecutorService(
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("evse-status-", 0).factory()),
            "evse-status");

    private final Queries queries;
    private final Clock clock;

    StatusController(Queries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    @SubscriptionMapping("evse_status")
    Flux<EvseStatusChange> changes(
            @Argument("location_id") @Nullable String locationId,
            @Argument("evse_uid") @Nullable String evseUid,
            @ContextValue(name = EXPIRY) Instant expiry,
            @AuthenticationPrincipal BackOfficeCaller caller) {
        WatchEvseStatus query = new WatchEvseStatus(
                FleetController.fleet(caller),
                locationId == null ? null : CiString.of(locationId),
                evseUid == null ? null : CiString.of(evseUid));
        return Flux.from(queries.stream(query, EvseStatusChange.class))
                .publishOn(scheduler, PREFETCH)
                .doOnNext(change -> requireLogin(caller, expiry))
                .takeUntilOther(Flux.interval(LOGIN_CHECK, Schedulers.parallel())
                        .onBackpressureDrop()
                        .publishOn(scheduler, 1)
                        .doOnNext(tick -> requireLogin(caller, expiry))
                        .ignoreElements());
    }

    private void requireLogin(BackOfficeCaller caller, Instant expiry) {
        if (!clock.instant().isBefore(expiry)) {
            throw new LoggedOut("the access token has expired");
        }
        if (!queries.one(new IsLoginSessionOpen(caller.session()), Boolean.class)) {
            throw new LoggedOut("the login session has ended");
        }
    }
}
