package org.ocpiplatform.write.chargepoints.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.chargepoints.ForwardRequest;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.cdrs.CdrLocation;
import org.ocpiplatform.ocpi.cdrs.CdrToken;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfile;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResultType;
import org.ocpiplatform.ocpi.commands.CancelReservation;
import org.ocpiplatform.ocpi.commands.CommandResultType;
import org.ocpiplatform.ocpi.commands.ReserveNow;
import org.ocpiplatform.ocpi.commands.StartSession;
import org.ocpiplatform.ocpi.commands.StopSession;
import org.ocpiplatform.ocpi.commands.UnlockConnector;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.ocpiplatform.write.chargepoints.ChargePointSettings;
import org.ocpiplatform.write.chargepoints.simulated.EvseChoice.Choice;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Charging;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Ending;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Reply;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Reservation;
import org.ocpiplatform.write.chargepoints.simulated.Occupant.Site;
import org.ocpiplatform.write.chargepoints.simulated.Occupants.Busy;
import org.ocpiplatform.write.chargepoints.simulated.Occupants.Found;
import org.ocpiplatform.write.chargepoints.simulated.Occupants.Place;
import org.springframework.stereotype.Component;

/**
 * Decides on requests. What one changes is at first a change of what occupies an EVSE, in one step; its task carries it
 * out and replies. Where nothing changes, the reply is sent from here. A request that comes again finds what it did.
 */
@Component
final class RequestRunner {

    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final int TRIES = 20;

    /** What CdrLocation has, where a Location may have more. */
    private static final int LONGEST_ADDRESS = 45;

    private static final int LONGEST_STATE = 20;

    private final PlatformData data;
    private final Occupants occupants;
    private final ChargePointSettings settings;
    private final Clock clock;

    RequestRunner(PlatformData data, Occupants occupants, ChargePointSettings settings, Clock clock) {
        this.data = data;
        this.occupants = occupants;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Carries out a request.
     *
     * @throws Busy if what it is about is not free in time
     */
    void run(ForwardRequest request) throws InterruptedException {
        if (!clock.instant().isBefore(request.deadline())) {
            // The partner is told that nothing was done.
            return;
        }
        for (int tries = 1; ; tries++) {
            try {
                decide(request).ifPresent(result -> data.reply(Reply.to(request, result), request.cpo()));
                return;
            } catch (Busy e) {
                if (tries == TRIES) {
                    throw e;
                }
                Thread.sleep(PATIENCE);
            }
        }
    }

    /** The result, unless the EVSE's task replies. */
    private Optional<RemoteResult> decide(ForwardRequest request) {
        return switch (request.operation()) {
            case START_SESSION -> start(request, read(request, StartSession.class));
            case RESERVE_NOW -> reserve(request, read(request, ReserveNow.class));
            case CANCEL_RESERVATION -> cancel(request, read(request, CancelReservation.class));
            case STOP_SESSION -> stop(request, read(request, StopSession.class));
            case UNLOCK_CONNECTOR -> unlock(request, read(request, UnlockConnector.class));
            case ACTIVE_CHARGING_PROFILE, CHARGING_PROFILE, CLEAR_PROFILE -> profile(request);
        };
    }

    private static <T> T read(ForwardRequest request, Class<T> type) {
        return OcpiJson.mapper().treeToValue(request.content(), type);
    }

    private Optional<RemoteResult> start(ForwardRequest request, StartSession command) {
        return at(request, command.locationId(), (location, present) -> {
            if (done(request, present)) {
                return Optional.empty();
            }
            CdrToken token = cdrToken(command.token());
            Choice choice = new EvseChoice(location, byEvse(present))
                    .choose(
                            command.evseUid(),
                            command.connectorId(),
                            Capability.REMOTE_START_STOP_CAPABLE,
                            EvseChoice.of(token));
            return switch (choice) {
                case Choice.Refused refused -> refused(refused);
                case Choice.Chosen chosen -> {
                    plugIn(request, command, token, location, chosen, present);
                    yield Optional.empty();
                }
            };
        });
    }

    private void plugIn(
            ForwardRequest request,
            StartSession command,
            CdrToken token,
            Location location,
            Choice.Chosen chosen,
            List<Found> present) {
        Instant now = now();
        Site site = site(location, chosen.evse(), chosen.connector(), request.cpo(), now);
        Charging charging = Charging.from(now, settings.speed());
        Reply reply = Reply.accepted(request);
        if (chosen.held() != null) {
            occupants.change(
                    chosen.held().key(),
                    chosen.held()
                            .occupant()
                            .charging(
                                    request.requestId(),
                                    site,
                                    token,
                                    command.authorizationReference(),
                                    charging,
                                    reply));
            return;
        }
        Place place = Place.evse(request.cpo(), location.id(), chosen.evse().uid());
        Optional<Found> reserved = present.stream()
                .filter(found -> withoutEvse(found.occupant()))
                .filter(found -> found.occupant().reserved() && found.occupant().isOf(token))
                .findFirst();
        occupants.claim(
                place,
                reserved.map(Found::occupant)
                        .orElseGet(() -> occupant(request, site, token, null, null))
                        .charging(request.requestId(), site, token, command.authorizationReference(), charging, reply));
        reserved.ifPresent(found -> occupants.remove(found.key()));
    }

    private Optional<RemoteResult> reserve(ForwardRequest request, ReserveNow command) {
        return at(request, command.locationId(), (location, present) -> {
            if (done(request, present)) {
                return Optional.empty();
            }
            Instant now = now();
            Instant until = Occupant.toMillis(command.expiryDate());
            if (!until.isAfter(now)) {
                return result(CommandResultType.REJECTED, "expiry_date is past");
            }
            Optional<Found> old = present.stream()
                    .filter(found ->
                            found.occupant().reserved() && isReservation(found.occupant(), command.reservationId()))
                    .findFirst();
            Choice choice = new EvseChoice(location, byEvse(present))
                    .choose(
                            command.evseUid(),
                            null,
                            Capability.RESERVABLE,
                            reserved -> isReservation(reserved, command.reservationId()));
            Optional<Found> kept = old.filter(found ->
                    command.evseUid() == null || found.occupant().evseUid().equals(command.evseUid()));
            if (kept.isPresent()) {
                occupants.change(
                        kept.get().key(),
                        kept.get()
                                .occupant()
                                .reservedAnew(
                                        request.requestId(),
                                        cdrToken(command.token()),
                                        command.authorizationReference(),
                                        until,
                                        Reply.accepted(request)));
                return Optional.empty();
            }
            return switch (choice) {
                case Choice.Refused refused -> refused(refused);
                case Choice.Chosen chosen -> {
                    Site site = site(location, chosen.evse(), chosen.connector(), request.cpo(), now);
                    Reservation reservation = new Reservation(command.reservationId(), now, until);
                    boolean any = command.evseUid() == null;
                    occupants.claim(
                            any
                                    ? Place.reservation(request.cpo(), location.id(), command.reservationId())
                                    : Place.evse(
                                            request.cpo(),
                                            location.id(),
                                            chosen.evse().uid()),
                            occupant(
                                            request,
                                            any ? withoutEvse(site) : site,
                                            cdrToken(command.token()),
                                            command.authorizationReference(),
                                            reservation)
                                    .replying(Reply.accepted(request)));
                    old.ifPresent(found -> occupants.change(found.key(), givenUp(found.occupant(), now)));
                    yield Optional.empty();
                }
            };
        });
    }

    private static boolean isReservation(Occupant occupant, CiString id) {
        return occupant.reservation() != null && occupant.reservation().id().equals(id);
    }

    private Optional<RemoteResult> cancel(ForwardRequest request, CancelReservation command) {
        Optional<Found> found = occupants.of(request.cpo()).stream()
                .filter(one ->
                        one.occupant().charging() == null && isReservation(one.occupant(), command.reservationId()))
                .findFirst();
        if (found.isEmpty()) {
            return result(CommandResultType.UNKNOWN_RESERVATION, "There is no such reservation");
        }
        CiString locationId = found.get().occupant().site().location().id();
        return occupants.alone(request.cpo(), locationId, request.requestId(), () -> {
            Occupant occupant = present(request, found.get().key(), locationId);
            occupants.change(found.get().key(), givenUp(occupant, now()).replying(Reply.accepted(request)));
            return Optional.empty();
        });
    }

    /** What is there now that nobody else can change it. */
    private Occupant present(ForwardRequest request, String key, CiString locationId) {
        return occupants.at(request.cpo(), locationId).stream()
                .filter(found -> found.key().equals(key) && found.occupant().reserved())
                .findFirst()
                .orElseThrow(() -> new Busy(key))
                .occupant();
    }

    private static Occupant givenUp(Occupant occupant, Instant now) {
        return occupant.ended(new Ending(now, now, false));
    }

    private Optional<RemoteResult> stop(ForwardRequest request, StopSession command) {
        return ofSession(request, command.sessionId(), (session, found) -> {
            if (found.isPresent()) {
                return unplug(request, found.get());
            }
            return switch (session.status()) {
                case COMPLETED -> result(CommandResultType.ACCEPTED, "The session is over");
                case ACTIVE, PENDING -> {
                    data.complete(session, now(), request.correlationId());
                    yield Optional.of(RemoteResult.of(RemoteResult.ACCEPTED));
                }
                case INVALID, RESERVATION -> result(CommandResultType.REJECTED, "The session is not active");
            };
        });
    }

    private Optional<RemoteResult> unplug(ForwardRequest request, Found found) {
        Occupant occupant = found.occupant();
        if (occupant.ending() != null) {
            throw new Busy(found.key());
        }
        if (occupant.charging() == null) {
            return result(CommandResultType.REJECTED, "The session is not active");
        }
        Instant now = now();
        Instant end = occupant.charging().carTime(now);
        Instant leaves = new Stay(occupant).leaves();
        occupants.change(
                found.key(),
                occupant.ended(new Ending(end.isBefore(leaves) ? end : leaves, now, false))
                        .replying(Reply.accepted(request)));
        return Optional.empty();
    }

    private Optional<RemoteResult> unlock(ForwardRequest request, UnlockConnector command) {
        return at(request, command.locationId(), (location, present) -> {
            Evse evse = LocationParts.evse(location, command.evseUid());
            if (evse == null || LocationParts.connector(evse, command.connectorId()) == null) {
                return result(CommandResultType.REJECTED, "The connector is unknown");
            }
            Found found = byEvse(present).get(evse.uid());
            return found == null
                            || found.occupant().charging() == null
                            || !found.occupant().site().connector().id().equals(command.connectorId())
                    ? Optional.of(RemoteResult.of(RemoteResult.ACCEPTED))
                    : unplug(request, found);
        });
    }

    private Optional<RemoteResult> profile(ForwardRequest request) {
        CiString sessionId = CiString.of(request.content().path("session_id").asString());
        return ofSession(request, sessionId, (session, found) -> {
            if (found.isEmpty() || !found.get().occupant().active()) {
                return profileResult(ChargingProfileResultType.REJECTED);
            }
            Occupant occupant = found.get().occupant();
            Charging charging = Objects.requireNonNull(occupant.charging());
            Supply supply = Supply.of(occupant.site().connector());
            Instant now = charging.carTime(now());
            return switch (request.operation()) {
                case ACTIVE_CHARGING_PROFILE -> {
                    int duration = request.content().path("duration").asInt();
                    ActiveChargingProfile active = Profiles.active(charging, supply, now, duration);
                    yield Optional.of(new RemoteResult(RemoteResult.ACCEPTED, List.of(), active));
                }
                case CHARGING_PROFILE -> {
                    ChargingProfile profile = OcpiJson.mapper()
                            .treeToValue(request.content().path("charging_profile"), ChargingProfile.class);
                    yield limit(request, found.get(), Profiles.set(charging, supply, profile, now));
                }
                case CLEAR_PROFILE ->
                    charging.unit() == null
                            ? profileResult(ChargingProfileResultType.UNKNOWN)
                            : limit(request, found.get(), Profiles.cleared(charging, now));
                case START_SESSION, STOP_SESSION, RESERVE_NOW, CANCEL_RESERVATION, UNLOCK_CONNECTOR ->
                    throw new IllegalArgumentException(request.operation() + " is no request about a profile");
            };
        });
    }

    private Optional<RemoteResult> limit(ForwardRequest request, Found found, Charging limited) {
        occupants.change(found.key(), found.occupant().limited(limited).replying(Reply.accepted(request)));
        return Optional.empty();
    }

    /** What is decided at a location. */
    private interface AtLocation {
        Optional<RemoteResult> decide(Location location, List<Found> present);
    }

    private Optional<RemoteResult> at(ForwardRequest request, CiString locationId, AtLocation decision) {
        return occupants.alone(
                request.cpo(),
                locationId,
                request.requestId(),
                () -> data.location(request.cpo(), locationId)
                        .map(location -> decision.decide(location, occupants.at(request.cpo(), locationId)))
                        .orElseGet(() -> result(CommandResultType.REJECTED, "Location " + locationId + " is unknown")));
    }

    /** What is decided about a session; it may be none of the simulator's. */
    private interface OfSession {
        Optional<RemoteResult> decide(Session session, Optional<Found> found);
    }

    private Optional<RemoteResult> ofSession(ForwardRequest request, CiString sessionId, OfSession decision) {
        PartyId cpo = request.cpo();
        Supplier<Optional<Session>> current = () -> data.session(cpo, sessionId);
        return current.get()
                .map(session -> occupants.alone(cpo, session.locationId(), request.requestId(), () -> {
                    Optional<Found> found = occupants.at(cpo, session.locationId()).stream()
                            .filter(one -> one.occupant().sessionId().equals(sessionId))
                            .findFirst();
                    return decision.decide(current.get().orElse(session), found);
                }))
                .orElseGet(() -> request.operation().ofProfiles()
                        ? profileResult(ChargingProfileResultType.REJECTED)
                        : result(CommandResultType.REJECTED, "Session " + sessionId + " is unknown"));
    }

    /** Whether the request was carried out before it was interrupted. */
    private boolean done(ForwardRequest request, List<Found> present) {
        if (data.session(request.cpo(), CiString.of(request.requestId().value()))
                .isPresent()) {
            return true;
        }
        Optional<Found> own = present.stream()
                .filter(found -> found.occupant().requestId().equals(request.requestId()))
                .findFirst();
        // It was interrupted between the EVSE and the reservation without one that it took over, or replaced.
        own.ifPresent(mine -> present.stream()
                .filter(found -> !found.key().equals(mine.key())
                        && found.occupant().reserved()
                        && mine.occupant().reservation() != null
                        && isReservation(
                                found.occupant(), mine.occupant().reservation().id()))
                .forEach(left -> {
                    if (left.occupant().sessionId().equals(mine.occupant().sessionId())) {
                        occupants.remove(left.key());
                    } else {
                        occupants.change(left.key(), givenUp(left.occupant(), now()));
                    }
                }));
        return own.isPresent();
    }

    private static Map<CiString, Found> byEvse(List<Found> present) {
        Map<CiString, Found> evses = new HashMap<>();
        for (Found found : present) {
            if (!withoutEvse(found.occupant())) {
                evses.put(found.occupant().evseUid(), found);
            }
        }
        return evses;
    }

    private static boolean withoutEvse(Occupant occupant) {
        return occupant.evseUid().equals(Occupants.NO_EVSE);
    }

    private static Occupant occupant(
            ForwardRequest request,
            Site site,
            CdrToken token,
            @Nullable CiString authorizationReference,
            @Nullable Reservation reservation) {
        return new Occupant(
                request.requestId(),
                request.cpo(),
                site,
                CiString.of(request.requestId().value()),
                token,
                authorizationReference,
                reservation,
                null,
                null,
                List.of(),
                null,
                request.correlationId());
    }

    private Site site(Location location, Evse evse, Connector connector, PartyId cpo, Instant now) {
        return new Site(
                new CdrLocation(
                        location.id(),
                        location.name(),
                        shortened(location.address(), LONGEST_ADDRESS),
                        location.city(),
                        location.postalCode(),
                        location.state() == null ? null : shortened(location.state(), LONGEST_STATE),
                        location.country(),
                        location.coordinates(),
                        evse.uid(),
                        evse.evseId() == null || evse.evseId().key().isEmpty() ? Occupants.NO_EVSE : evse.evseId(),
                        connector.id(),
                        connector.standard(),
                        connector.format(),
                        connector.powerType(),
                        Map.of()),
                connector,
                tariff(connector, cpo, now),
                location.timeZone());
    }

    private static Site withoutEvse(Site site) {
        CdrLocation location = site.location();
        return new Site(
                new CdrLocation(
                        location.id(),
                        location.name(),
                        location.address(),
                        location.city(),
                        location.postalCode(),
                        location.state(),
                        location.country(),
                        location.coordinates(),
                        Occupants.NO_EVSE,
                        Occupants.NO_EVSE,
                        Occupants.NO_EVSE,
                        location.connectorStandard(),
                        location.connectorFormat(),
                        location.connectorPowerType(),
                        Map.of()),
                site.connector(),
                site.tariff(),
                site.timeZone());
    }

    private static String shortened(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    /** The first of the connector's tariffs that is known and valid. */
    private @Nullable Tariff tariff(Connector connector, PartyId cpo, Instant now) {
        return connector.tariffIds().stream()
                .flatMap(id -> data.tariff(cpo, id).stream())
                .filter(tariff -> tariff.startDateTime() == null
                        || !tariff.startDateTime().isAfter(now))
                .filter(tariff ->
                        tariff.endDateTime() == null || tariff.endDateTime().isAfter(now))
                .findFirst()
                .orElse(null);
    }

    private static CdrToken cdrToken(Token token) {
        return new CdrToken(
                token.countryCode(), token.partyId(), token.uid(), token.type(), token.contractId(), Map.of());
    }

    private Instant now() {
        return Occupant.toMillis(clock.instant());
    }

    private static Optional<RemoteResult> refused(Choice.Refused refused) {
        return result(refused.result(), refused.why());
    }

    private static Optional<RemoteResult> result(CommandResultType result, String why) {
        return Optional.of(new RemoteResult(result.name(), List.of(DisplayText.english(why)), null));
    }

    private static Optional<RemoteResult> profileResult(ChargingProfileResultType result) {
        return Optional.of(RemoteResult.of(result.name()));
    }
}
