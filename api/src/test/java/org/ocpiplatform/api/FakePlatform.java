package org.ocpiplatform.api;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.CurrentObject;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.ObjectQuery.FindAllObjectsById;
import org.ocpiplatform.contract.ObjectQuery.FindCurrentObject;
import org.ocpiplatform.contract.ObjectQuery.FindObject;
import org.ocpiplatform.contract.ObjectQuery.FindObjectsById;
import org.ocpiplatform.contract.ObjectQuery.ListObjects;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.PutActiveProfile;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.ReceiveActiveProfile;
import org.ocpiplatform.contract.backoffice.Contact;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.RegisterCpoOwner;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.SetLogo;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.FindCpoOwnerByUsername;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.FindCpoOwnersOf;
import org.ocpiplatform.contract.backoffice.CpoOwnerView;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.CloseLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.OpenLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.RefreshLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionId;
import org.ocpiplatform.contract.backoffice.LoginSessionQuery.IsLoginSessionOpen;
import org.ocpiplatform.contract.backoffice.RefreshOutcome;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.CountFailedDeliveries;
import org.ocpiplatform.contract.incoming.AskChargePoint;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.RecordReply;
import org.ocpiplatform.contract.incoming.Reception;
import org.ocpiplatform.contract.kafka.KafkaQuery.ResetKafka;
import org.ocpiplatform.contract.kafka.KafkaQuery.ShowKafka;
import org.ocpiplatform.contract.kafka.KafkaQuery.Start;
import org.ocpiplatform.contract.kafka.KafkaStatus;
import org.ocpiplatform.contract.locations.LocationCommand.AddImages;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.OwnCredentials;
import org.ocpiplatform.contract.partners.PartnerCallStatus;
import org.ocpiplatform.contract.partners.PartnerCommand.AcceptCredentials;
import org.ocpiplatform.contract.partners.PartnerCommand.ConnectPartner;
import org.ocpiplatform.contract.partners.PartnerCommand.EndRegistration;
import org.ocpiplatform.contract.partners.PartnerCommand.EndedRegistration;
import org.ocpiplatform.contract.partners.PartnerCommand.InvitePartner;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartnerCommand.RecordQuirks;
import org.ocpiplatform.contract.partners.PartnerCommand.RotateCredentials;
import org.ocpiplatform.contract.partners.PartnerCommand.SetQuirks;
import org.ocpiplatform.contract.partners.PartnerCommand.UnregisterPartner;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindCallStatus;
import org.ocpiplatform.contract.partners.PartnerQuery.FindOwnCredentials;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartner;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerByToken;
import org.ocpiplatform.contract.partners.PartnerQuery.HostsParty;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.contract.projections.ProjectionQuery.ListProjections;
import org.ocpiplatform.contract.projections.ProjectionQuery.RebuildProjection;
import org.ocpiplatform.contract.projections.ProjectionStatus;
import org.ocpiplatform.contract.readers.ReaderCommand;
import org.ocpiplatform.contract.readers.ReaderCommand.AdmitReader;
import org.ocpiplatform.contract.readers.ReaderCommand.ReplaceReaderToken;
import org.ocpiplatform.contract.readers.ReaderCommand.RevokeReader;
import org.ocpiplatform.contract.readers.ReaderQuery.FindReader;
import org.ocpiplatform.contract.readers.ReaderQuery.FindReaderByToken;
import org.ocpiplatform.contract.readers.ReaderQuery.ListReaders;
import org.ocpiplatform.contract.readers.ReaderView;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.CountProfileRequests;
import org.ocpiplatform.contract.reservations.ReservationQuery.FindHeldReservations;
import org.ocpiplatform.contract.reservations.ReservationQuery.ListReservations;
import org.ocpiplatform.contract.reservations.ReservationView;
import org.ocpiplatform.contract.sessions.ChargingPreferencesDecision;
import org.ocpiplatform.contract.sessions.SessionCommand.PatchSession;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.contract.sessions.SessionCommand.SetChargingPreferences;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.ChargingPreferencesResponse;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.springframework.core.ResolvableType;

/** Both sides of the platform in memory: they keep what they are told and record how they were asked. */
public class FakePlatform {

    public final List<CommandMessage<?>> commands = new ArrayList<>();
    public final List<AwaitRevision> awaited = new ArrayList<>();
    public final List<PageRequest> pages = new ArrayList<>();
    private final Map<ReplicaId, String> sessions = new LinkedHashMap<>();
    private final Map<ReplicaId, String> activeProfiles = new LinkedHashMap<>();
    private final Map<ReplicaId, String> locations = new LinkedHashMap<>();
    private final List<ReservationView> reservations = new ArrayList<>();
    private final Map<String, PartnerView> partners = new HashMap<>();
    private final Map<PartnerId, PartnerQuirks> quirks = new ConcurrentHashMap<>();
    private final List<CpoOwnerView> owners = new ArrayList<>();
    private final Map<String, ReaderView> readers = new ConcurrentHashMap<>();
    private final Map<LoginSessionId, String> logins = new ConcurrentHashMap<>();

    private RuntimeException failure;
    private RuntimeException queryFailure;
    private boolean behind;
    private int profileRequests;
    private RemoteAnswer chargePointAnswer;

    FakePlatform(SimpleCommandBus commandBus, SimpleQueryBus queries) {
        commandBus.subscribe(
                PutSession.class.getName(),
                message -> handle(message, (PutSession put) -> {
                    boolean created =
                            sessions.put(put.sessionId(), OcpiJson.mapper().writeValueAsString(put.session())) == null;
                    return result(created, put.sessionId());
                }));
        commandBus.subscribe(
                PatchSession.class.getName(),
                message -> handle(message, (PatchSession patch) -> {
                    String before = sessions.get(patch.sessionId());
                    if (before == null) {
                        throw ObjectKind.SESSION.notFound();
                    }
                    Session after =
                            SessionFold.patch(OcpiJson.mapper().readValue(before, Session.class), patch.patch());
                    sessions.put(patch.sessionId(), OcpiJson.mapper().writeValueAsString(after));
                    return result(false, patch.sessionId());
                }));
        commandBus.subscribe(
                SetChargingPreferences.class.getName(),
                message -> handle(
                        message,
                        (SetChargingPreferences set) -> new ChargingPreferencesDecision(
                                ChargingPreferencesResponse.ACCEPTED, result(false, set.sessionId()))));
        commandBus.subscribe(
                PutActiveProfile.class.getName(),
                message -> handle(message, (PutActiveProfile put) -> keep(put.activeProfileId(), put.profile())));
        commandBus.subscribe(
                ReceiveActiveProfile.class.getName(),
                message -> handle(
                        message, (ReceiveActiveProfile receive) -> keep(receive.activeProfileId(), receive.profile())));
        commandBus.subscribe(
                ProvisionPartner.class.getName(),
                message -> handle(message, (ProvisionPartner add) -> {
                    partners.put(
                            add.tokenHash(),
                            partner(add.partnerId(), add.name(), PartnerState.PROVISIONED, add.roles())
                                    .withRoles(add.roles(), add.hubPartyId()));
                    return created(add.partnerId());
                }));
        commandBus.subscribe(
                InvitePartner.class.getName(),
                message -> handle(message, (InvitePartner add) -> {
                    partners.put(
                            add.tokenHash(), partner(add.partnerId(), add.name(), PartnerState.INVITED, add.roles()));
                    return created(add.partnerId());
                }));
        commandBus.subscribe(
                AcceptCredentials.class.getName(),
                message -> handle(message, (AcceptCredentials accept) -> {
                    PartnerView before = partners.remove(accept.presentedHash());
                    partners.put(
                            accept.tokenHash(),
                            partner(before.id(), before.name(), PartnerState.REGISTERED, accept.roles()));
                    return updated(before.id());
                }));
        commandBus.subscribe(
                ConnectPartner.class.getName(),
                message -> handle(message, (ConnectPartner connect) -> {
                    partners.put(
                            "connected",
                            partner(
                                    connect.partnerId(),
                                    connect.name(),
                                    PartnerState.REGISTERED,
                                    List.of(role(Role.EMSP, "DE", "FST"))));
                    return updated(connect.partnerId());
                }));
        commandBus.subscribe(
                RotateCredentials.class.getName(),
                message -> handle(message, (RotateCredentials rotate) -> updated(rotate.partnerId())));
        commandBus.subscribe(
                EndRegistration.class.getName(),
                message -> handle(
                        message,
                        (EndRegistration end) ->
                                new EndedRegistration(updated(end.partnerId()), false, "nobody is there")));
        commandBus.subscribe(
                UnregisterPartner.class.getName(),
                message -> handle(message, (UnregisterPartner leave) -> {
                    partners.values().removeIf(partner -> partner.id().equals(leave.partnerId()));
                    return updated(leave.partnerId());
                }));
        commandBus.subscribe(
                SetQuirks.class.getName(),
                message -> handle(message, (SetQuirks set) -> {
                    partners.replaceAll((hash, partner) -> partner.id().equals(set.partnerId())
                            ? partner.withQuirks(partner.quirksSeen(), set.quirks())
                            : partner);
                    return updated(set.partnerId());
                }));
        // Comes beside the requests, so it is kept apart from what they send.
        commandBus.subscribe(RecordQuirks.class.getName(), message -> {
            RecordQuirks seen = (RecordQuirks) message.getPayload();
            quirks.put(seen.partnerId(), seen.quirks());
            return updated(seen.partnerId());
        });
        commandBus.subscribe(
                AskChargePoint.class.getName(),
                message -> handle(
                        message, (AskChargePoint ask) -> new Reception(chargePointAnswer, result(true, "request"))));
        commandBus.subscribe(
                RecordReply.class.getName(),
                message -> handle(message, (RecordReply reply) -> result(false, "request")));
        commandBus.subscribe(RegisterCpoOwner.class.getName(), message -> handle(message, this::registered));
        commandBus.subscribe(
                OpenLoginSession.class.getName(),
                message -> handle(message, (OpenLoginSession open) -> {
                    logins.put(open.loginSessionId(), open.refreshTokenId());
                    return result(true, open.loginSessionId().value());
                }));
        commandBus.subscribe(
                RefreshLoginSession.class.getName(),
                message -> handle(message, (RefreshLoginSession refresh) -> {
                    String next = logins.get(refresh.loginSessionId());
                    RefreshOutcome.Kind kind = next == null
                            ? RefreshOutcome.Kind.ENDED
                            : next.equals(refresh.presentedTokenId())
                                    ? RefreshOutcome.Kind.REFRESHED
                                    : RefreshOutcome.Kind.REUSED;
                    switch (kind) {
                        case REFRESHED -> logins.put(refresh.loginSessionId(), refresh.nextTokenId());
                        case REUSED, ENDED -> logins.remove(refresh.loginSessionId());
                    }
                    return new RefreshOutcome(
                            kind, result(false, refresh.loginSessionId().value()));
                }));
        commandBus.subscribe(
                SetLogo.class.getName(),
                message -> handle(
                        message, (SetLogo set) -> result(false, set.cpoOwnerId().value())));
        commandBus.subscribe(
                AddImages.class.getName(),
                message -> handle(message, (AddImages add) -> result(false, add.locationId())));
        answer(
                queries,
                FindCpoOwnersOf.class,
                list(CpoOwnerView.class),
                query -> owners.stream()
                        .filter(owner -> query.parties().contains(owner.party()))
                        .toList());
        commandBus.subscribe(
                CloseLoginSession.class.getName(),
                message -> handle(message, (CloseLoginSession close) -> {
                    logins.remove(close.loginSessionId());
                    return result(false, close.loginSessionId().value());
                }));
        answer(
                queries,
                FindCpoOwnerByUsername.class,
                optional(CpoOwnerView.class),
                query -> owners.stream()
                        .filter(owner -> owner.users().getFirst().username().equalsIgnoreCase(query.username()))
                        .findFirst());
        answer(queries, IsLoginSessionOpen.class, Boolean.class, query -> logins.containsKey(query.loginSessionId()));
        commandBus.subscribe(
                AdmitReader.class.getName(),
                message -> handle(message, (AdmitReader admit) -> {
                    readers.put(
                            admit.tokenHash(),
                            new ReaderView(
                                    admit.readerId(),
                                    admit.kind(),
                                    admit.name(),
                                    admit.modules(),
                                    admit.privacy(),
                                    TestEdge.NOW,
                                    TestEdge.NOW,
                                    admit.pseudonymKey()));
                    return result(true, admit.readerId().value());
                }));
        commandBus.subscribe(
                ReplaceReaderToken.class.getName(),
                message -> handle(message, (ReplaceReaderToken replace) -> {
                    ReaderView reader = takeReader(replace);
                    readers.put(replace.tokenHash(), reader.withTokenOf(TestEdge.NOW.plusSeconds(60)));
                    return result(false, replace.readerId().value());
                }));
        commandBus.subscribe(
                RevokeReader.class.getName(),
                message -> handle(message, (RevokeReader revoke) -> {
                    takeReader(revoke);
                    return result(false, revoke.readerId().value());
                }));
        answer(
                queries,
                FindReaderByToken.class,
                optional(ReaderView.class),
                query -> Optional.ofNullable(readers.get(query.tokenHash())));
        answer(
                queries,
                FindReader.class,
                optional(ReaderView.class),
                query -> readers.values().stream()
                        .filter(reader -> reader.id().equals(query.readerId()))
                        .findFirst());
        answer(
                queries,
                ListReaders.class,
                list(ReaderView.class),
                query -> readers.values().stream()
                        .filter(reader -> reader.kind() == query.kind())
                        .toList());
        answer(
                queries,
                FindHeldReservations.class,
                list(ReservationView.class),
                query -> reservations.stream()
                        .filter(held -> query.senders().contains(held.id().sender())
                                && held.id().id().equals(query.id()))
                        .toList());
        answer(queries, ListReservations.class, list(ReservationView.class), query -> List.copyOf(reservations));
        answer(queries, CountProfileRequests.class, Integer.class, query -> profileRequests);
        answer(
                queries,
                FindCurrentObject.class,
                optional(CurrentObject.class),
                query -> Optional.ofNullable(sessions.getOrDefault(query.id(), locations.get(query.id())))
                        .map(json -> new CurrentObject(EncodedJson.of(json), 0)));
        answer(
                queries,
                FindAllObjectsById.class,
                list(ReplicaId.class),
                query -> Stream.concat(sessions.keySet().stream(), locations.keySet().stream())
                        .filter(id ->
                                id.kind() == query.kind() && id.id().equals(query.id()) && id.side() == query.side())
                        .toList());
        answer(
                queries,
                FindOwnCredentials.class,
                OwnCredentials.class,
                query -> new OwnCredentials(
                        "https://ocpi.example.com/ocpi/versions",
                        CiString.of("NLHUB"),
                        List.of(role(Role.EMSP, "NL", "OWN"))));
        answer(
                queries,
                FindCallStatus.class,
                PartnerCallStatus.class,
                query -> new PartnerCallStatus(
                        TestEdge.NOW, TestEdge.NOW, "no answer", PartnerCallStatus.Circuit.HALF_OPEN));
        answer(
                queries,
                FindPartnerByToken.class,
                optional(PartnerView.class),
                query -> Optional.ofNullable(partners.get(query.tokenHash())));
        answer(
                queries,
                FindPartner.class,
                optional(PartnerView.class),
                query -> partners.values().stream()
                        .filter(partner -> partner.id().equals(query.partnerId()))
                        .findFirst());
        answer(queries, ListPartners.class, list(PartnerView.class), query -> List.copyOf(partners.values()));
        answer(
                queries,
                HostsParty.class,
                Boolean.class,
                query -> partners.values().stream()
                        .anyMatch(partner -> partner.asCaller().speaksFor(query.party())));
        answer(queries, CountFailedDeliveries.class, Long.class, query -> 0L);
        answer(
                queries,
                FindObject.class,
                optional(EncodedJson.class),
                query -> (query.id().kind() == ObjectKind.ACTIVE_CHARGING_PROFILE
                                ? Optional.ofNullable(activeProfiles.get(query.id()))
                                        .filter(json -> ownedBy(query.caller(), query.id()))
                                : Optional.ofNullable(sessions.get(query.id()))
                                        .filter(json -> visible(json, query.caller())))
                        .map(EncodedJson::of));
        answer(
                queries,
                FindObjectsById.class,
                list(ReplicaId.class),
                query -> Stream.of(sessions, activeProfiles, locations)
                        .flatMap(objects -> objects.entrySet().stream())
                        .filter(entry -> entry.getKey().kind() == query.kind()
                                && entry.getKey().id().equals(query.id())
                                && entry.getKey().side() == query.side()
                                && (query.kind() == ObjectKind.LOCATION
                                        || ownedBy(query.caller(), entry.getKey())
                                        || (query.kind() == ObjectKind.SESSION
                                                && visible(entry.getValue(), query.caller()))))
                        .map(Map.Entry::getKey)
                        .toList());
        answer(queries, ListObjects.class, ObjectPage.class, query -> {
            pages.add(query.page());
            List<EncodedJson> all = sessions.entrySet().stream()
                    .filter(entry -> entry.getKey().side() == query.side())
                    .map(Map.Entry::getValue)
                    .filter(json -> visible(json, query.caller()))
                    .map(EncodedJson::of)
                    .toList();
            Long cursor = query.page().cursor();
            int from = (int) Math.min(all.size(), cursor == null ? query.page().offset() : cursor);
            int to = Math.min(all.size(), from + query.page().limit());
            return new ObjectPage(all.subList(from, to), all.size(), to < all.size() ? (long) to : null);
        });
        answer(queries, AwaitRevision.class, Boolean.class, query -> {
            awaited.add(query);
            return !behind;
        });
        answer(
                queries,
                ListProjections.class,
                list(ProjectionStatus.class),
                query -> List.of(
                        new ProjectionStatus("sessions", 10, 12, 2, 3.5, "RUNNING", 0, null, null, "node-1"),
                        new ProjectionStatus("partners", 5, 12, 7, 100, "REBUILDING", 1, 41.5, 9L, "node-1")));
        answer(
                queries,
                RebuildProjection.class,
                Boolean.class,
                query -> query.projection().equals("sessions"));
        answer(queries, ShowKafka.class, KafkaStatus.class, query -> kafka(5));
        answer(queries, ResetKafka.class, KafkaStatus.class, query -> switch (query.start()) {
            case Start.Beginning() -> kafka(0);
            case Start.Now() -> throw new Rejection(Rejection.Code.CONFLICT, "node two publishes");
            case Start.Position(long position) -> kafka(position - 1);
        });
    }

    private static KafkaStatus kafka(long position) {
        return new KafkaStatus(
                KafkaStatus.State.WAITING,
                "one",
                position,
                12,
                12 - position,
                3,
                List.of("ocpi.sessions"),
                Privacy.FULL,
                "nobody answers",
                Instant.parse("2026-03-01T12:00:00Z"));
    }

    /** Starts over with a CPO NL-TNM, an eMSP DE-EMS, another eMSP DE-OTH and a second CPO NL-TWO. */
    public void reset() {
        commands.clear();
        awaited.clear();
        pages.clear();
        sessions.clear();
        activeProfiles.clear();
        locations.clear();
        reservations.clear();
        profileRequests = 0;
        chargePointAnswer = RemoteAnswer.accepted(30);
        partners.clear();
        quirks.clear();
        owners.clear();
        logins.clear();
        readers.clear();
        failure = null;
        queryFailure = null;
        behind = false;
        partner("cpo-token", Role.CPO, "NL", "TNM");
        partner("emsp-token", Role.EMSP, "DE", "EMS");
        partner("other-token", Role.EMSP, "DE", "OTH");
        partner("second-token", Role.CPO, "NL", "TWO");
    }

    public void partner(String token, Role role, String country, String party) {
        partner(token, role, country, party, PartnerState.PROVISIONED);
    }

    /** A partner that is several CPOs of one country. */
    public void cpos(String token, String country, String... parties) {
        partners.put(
                AccessTokens.hash(token),
                partner(
                        new PartnerId("id-of-" + token),
                        "Partner " + token,
                        PartnerState.PROVISIONED,
                        Stream.of(parties)
                                .map(party -> role(Role.CPO, country, party))
                                .toList()));
    }

    public void partner(String token, Role role, String country, String party, PartnerState state) {
        partners.put(
                AccessTokens.hash(token),
                partner(
                        new PartnerId("id-of-" + token),
                        "Partner " + token,
                        state,
                        List.of(role(role, country, party))));
    }

    /** Publishes a location. */
    public void location(Location location) {
        locations.put(
                new ReplicaId(
                        Side.CPO,
                        ObjectKind.LOCATION,
                        new PartyId(location.countryCode(), location.partyId()),
                        location.id()),
                OcpiJson.mapper().writeValueAsString(location));
    }

    public void reservation(ReservationView reservation) {
        reservations.add(reservation);
    }

    /** That so many requests about profiles have been made within a minute. */
    public void profileRequests(int number) {
        profileRequests = number;
    }

    /** What requests to charge points are answered from now on. */
    public void chargePointsAnswer(RemoteAnswer answer) {
        chargePointAnswer = answer;
    }

    /** A partner that is called, with the Receivers of some modules. */
    public void calledPartner(String token, Role role, String country, String party, ModuleId... receivers) {
        PartnerView known = partner(
                new PartnerId("id-of-" + token),
                "Partner " + token,
                PartnerState.REGISTERED,
                List.of(role(role, country, party)));
        partners.put(
                AccessTokens.hash(token),
                new PartnerView(
                        known.id(),
                        known.name(),
                        known.state(),
                        known.roles(),
                        null,
                        known.tokenIssuedAt(),
                        "https://partner.example/versions",
                        Stream.of(receivers)
                                .map(module -> new Endpoint(
                                        module, InterfaceRole.RECEIVER, "https://partner.example/" + module.value()))
                                .toList(),
                        PartnerQuirks.NONE,
                        PartnerQuirks.NONE));
    }

    /** What was recorded of a partner's habits. */
    public Optional<PartnerQuirks> quirksOf(String token) {
        return Optional.ofNullable(quirks.get(new PartnerId("id-of-" + token)));
    }

    private static PartnerView partner(PartnerId id, String name, PartnerState state, List<CredentialsRole> roles) {
        return new PartnerView(
                id,
                name,
                state,
                roles,
                null,
                TestEdge.NOW.minusSeconds(3 * 86_400),
                null,
                List.of(),
                PartnerQuirks.NONE,
                PartnerQuirks.NONE);
    }

    private static CredentialsRole role(Role role, String country, String party) {
        return new CredentialsRole(
                role,
                new BusinessDetails("Somebody", null, null, Map.of()),
                CiString.of(party),
                CiString.of(country),
                Map.of());
    }

    private static WriteResult result(boolean created, String id) {
        return new WriteResult(created ? WriteResult.Kind.CREATED : WriteResult.Kind.UPDATED, id, created ? 0 : 1);
    }

    private static WriteResult created(PartnerId id) {
        return new WriteResult(WriteResult.Kind.CREATED, id.value(), 0);
    }

    private static WriteResult updated(PartnerId id) {
        return new WriteResult(WriteResult.Kind.UPDATED, id.value(), 1);
    }

    public void commandsFailWith(RuntimeException e) {
        failure = e;
    }

    public void queriesFailWith(RuntimeException e) {
        queryFailure = e;
    }

    public void fallBehind() {
        behind = true;
    }

    public boolean knows(String token) {
        return partners.containsKey(AccessTokens.hash(token));
    }

    /** Begins a login session in which this refresh token may be used next. */
    public void logIn(LoginSessionId session, String refreshTokenId) {
        logins.put(session, refreshTokenId);
    }

    /** A company with a CPO here. */
    public void add(CpoOwnerView company) {
        owners.add(company);
    }

    /** The company NL-ABC whose user has this name and hash of a password. */
    public void company(String username, String passwordHash) {
        owners.add(new CpoOwnerView(
                new CpoOwnerId("id-of-company"),
                PartyId.of("NL", "ABC"),
                "Company",
                new Contact("Somebody", "+31 20 1234567", "somebody@example.com"),
                true,
                null,
                null,
                List.of(new CpoOwnerView.User(new UserId("id-of-" + username), username, passwordHash))));
    }

    private ReaderView takeReader(ReaderCommand command) {
        String hash = readers.entrySet().stream()
                .filter(known -> known.getValue().id().equals(command.readerId())
                        && known.getValue().kind() == command.kind())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> Rejection.notFound(command.kind().noun()));
        return readers.remove(hash);
    }

    private WriteResult registered(RegisterCpoOwner register) {
        if (owners.stream()
                .anyMatch(owner -> owner.users().getFirst().username().equalsIgnoreCase(register.username()))) {
            throw new Rejection(Rejection.Code.CONFLICT, "username is taken");
        }
        if (owners.stream()
                .anyMatch(owner -> owner.contact()
                        .email()
                        .equalsIgnoreCase(register.contact().email()))) {
            throw new Rejection(Rejection.Code.CONFLICT, "contact_email is taken");
        }
        owners.add(new CpoOwnerView(
                register.cpoOwnerId(),
                new PartyId(register.countryCode(), CiString.of("NEW")),
                register.name(),
                register.contact(),
                register.ocppReady(),
                register.logo(),
                register.expectedLogo(),
                List.of(new CpoOwnerView.User(register.userId(), register.username(), register.passwordHash()))));
        return result(true, register.cpoOwnerId().value());
    }

    /** The header value for a token. */
    public static String token(String token) {
        return "Token " + Base64.getEncoder().encodeToString(token.getBytes());
    }

    @SuppressWarnings("unchecked")
    private <C> Object handle(CommandMessage<?> message, Function<C, Object> handler) {
        commands.add(message);
        if (failure != null) {
            throw failure;
        }
        return handler.apply((C) message.getPayload());
    }

    private <Q> void answer(SimpleQueryBus bus, Class<Q> query, Type type, Function<Q, Object> handler) {
        bus.<Object>subscribe(query.getName(), type, message -> {
            if (queryFailure != null && query != FindPartnerByToken.class) {
                throw queryFailure;
            }
            return handler.apply(query.cast(message.getPayload()));
        });
    }

    private static Type optional(Class<?> type) {
        return ResolvableType.forClassWithGenerics(Optional.class, type).getType();
    }

    private static Type list(Class<?> type) {
        return ResolvableType.forClassWithGenerics(List.class, type).getType();
    }

    private static WriteResult result(boolean created, ReplicaId id) {
        return new WriteResult(
                created ? WriteResult.Kind.CREATED : WriteResult.Kind.UPDATED, id.toString(), created ? 0 : 1);
    }

    private WriteResult keep(ReplicaId id, ActiveChargingProfile profile) {
        return result(activeProfiles.put(id, OcpiJson.mapper().writeValueAsString(profile)) == null, id);
    }

    private static boolean ownedBy(Caller caller, ReplicaId id) {
        return caller.parties(Role.CPO).contains(id.owner());
    }

    private static boolean visible(String json, Caller caller) {
        Session session = OcpiJson.mapper().readValue(json, Session.class);
        return caller.parties(Role.CPO).contains(session.owner())
                || caller.driverParties().contains(session.cdrToken().party());
    }
}
