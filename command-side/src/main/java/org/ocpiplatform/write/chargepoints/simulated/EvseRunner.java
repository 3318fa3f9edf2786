package org.ocpiplatform.write.chargepoints.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Charging;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Ending;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Reservation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries on what an EVSE is busy with, step by step. A step that was interrupted is taken again. */
@Component
final class EvseRunner {

    private static final Logger LOG = LoggerFactory.getLogger(EvseRunner.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final long FIRST_LOOK_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    /** Whoever has set a profile is known as such only after the reply, and is to hear of it. */
    private static final Duration ANNOUNCED_AFTER = Duration.ofSeconds(1);

    private static final int HORIZON_SECONDS = 3600;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final PlatformData data;
    private final Clock clock;

    EvseRunner(PlatformData data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    /** When to look again, at what. */
    record Next(Instant at, Occupant occupant) {}

    /** Takes one step; no next one when the EVSE is free. */
    Optional<Next> run(Occupant occupant) {
        Instant now = Occupant.toMillis(clock.instant());
        if (occupant.ending() != null) {
            return end(occupant, now);
        }
        return Optional.of(
                occupant.charging() == null
                        ? reserve(occupant, Objects.requireNonNull(occupant.reservation()), now)
                        : charge(occupant, occupant.charging(), now));
    }

    private Next reserve(Occupant occupant, Reservation reservation, Instant now) {
        if (!now.isBefore(reservation.until())) {
            return new Next(now, occupant.ended(new Ending(reservation.until(), now, true)));
        }
        if (!put(new Stay(occupant).reserved(now), occupant)) {
            return abandoned(occupant, now);
        }
        data.show(occupant, EvseStatus.RESERVED, now);
        tell(occupant);
        return new Next(reservation.until(), occupant.told(null));
    }

    private Next charge(Occupant occupant, Charging charging, Instant now) {
        Stay stay = new Stay(occupant);
        Instant leaves = charging.worldTime(stay.leaves());
        if (!now.isBefore(leaves)) {
            return new Next(now, occupant.ended(new Ending(stay.leaves(), now, false)));
        }
        Session session = stay.active(now);
        if (!advance(session, occupant)) {
            return abandoned(occupant, now);
        }
        data.show(occupant, EvseStatus.CHARGING, now);
        tell(occupant);
        Instant next = earlier(nextLook(charging, now), leaves);
        Instant carTime = charging.carTime(now);
        Optional<Instant> since = Profiles.since(charging, carTime).filter(from -> !from.equals(charging.announced()));
        if (since.isPresent() && occupant.replies().isEmpty()) {
            announce(occupant, charging, carTime);
        } else if (since.isPresent()) {
            next = earlier(next, now.plus(ANNOUNCED_AFTER));
        }
        Instant nextLimit =
                Profiles.next(charging, carTime).map(charging::worldTime).orElse(next);
        Charging told = since.filter(from -> occupant.replies().isEmpty())
                .map(charging::announced)
                .orElse(charging);
        return new Next(
                earlier(next, nextLimit),
                occupant.limited(told).told(session.chargingPeriods().size()));
    }

    private void announce(Occupant occupant, Charging charging, Instant carTime) {
        Supply supply = Supply.of(occupant.site().connector());
        data.announce(occupant, Profiles.active(charging, supply, carTime, HORIZON_SECONDS));
    }

    /** A second after the start, then after twice the time, at most a minute later; all in the car's time. */
    static Instant nextLook(Charging charging, Instant now) {
        long sinceStart =
                Duration.between(charging.start(), charging.carTime(now)).toMillis();
        long pause = Math.min(sinceStart + FIRST_LOOK_MILLIS, LONGEST_PAUSE_MILLIS);
        Instant next = charging.worldTime(charging.carTime(now).plusMillis(pause));
        Instant soonest = now.plus(SHORTEST_PAUSE);
        return next.isBefore(soonest) ? soonest : next;
    }

    /** All that was settled is stored before anything else is told, so that the EVSE is free only once it is done. */
    private Optional<Next> end(Occupant occupant, Instant now) {
        Stay stay = new Stay(occupant);
        try {
            if (put(stay.completed(), occupant)) {
                stay.cdr().ifPresent(cdr -> data.file(cdr, occupant.correlationId()));
            }
        } catch (Rejection e) {
            if (e.code() != Rejection.Code.STALE) {
                throw e;
            }
            // Another node's clock is ahead.
            Ending ending = Objects.requireNonNull(occupant.ending());
            return Optional.of(new Next(
                    now.plus(RETRY), occupant.ended(new Ending(ending.end(), now.plus(RETRY), ending.expired()))));
        }
        data.show(occupant, EvseStatus.AVAILABLE, now);
        tell(occupant);
        return Optional.empty();
    }

    /** What somebody else has ended is not ours any more; the end that is settled here frees the EVSE. */
    private static Next abandoned(Occupant occupant, Instant now) {
        @Nullable Charging charging = occupant.charging();
        return new Next(now, occupant.ended(new Ending(charging == null ? now : charging.carTime(now), now, false)));
    }

    /** Charging periods are only appended, so a session that has as many as before differs by sums alone. */
    private boolean advance(Session session, Occupant occupant) {
        if (!Integer.valueOf(session.chargingPeriods().size()).equals(occupant.shown())) {
            return put(session, occupant);
        }
        return unlessEnded(occupant, () -> data.progress(session, occupant.correlationId()));
    }

    private boolean put(Session session, Occupant occupant) {
        return unlessEnded(occupant, () -> data.put(session, occupant.correlationId()));
    }

    private static boolean unlessEnded(Occupant occupant, Runnable write) {
        try {
            write.run();
            return true;
        } catch (Rejection e) {
            if (e.code() != Rejection.Code.INVALID) {
                throw e;
            }
            LOG.info(
                    "Session {} of {} is no longer simulated: {}",
                    occupant.sessionId(),
                    occupant.cpo(),
                    e.getMessage());
            return false;
        }
    }

    private void tell(Occupant occupant) {
        occupant.replies().forEach(reply -> data.reply(reply, occupant.cpo()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
