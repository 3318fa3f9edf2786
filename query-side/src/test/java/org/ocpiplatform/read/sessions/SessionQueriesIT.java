package org.ocpiplatform.read.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.Role.CPO;
import static org.ocpiplatform.ocpi.Role.EMSP;
import static org.ocpiplatform.ocpi.Role.NSP;
import static org.ocpiplatform.ocpi.sessions.Sessions.aSession;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Caller.PartyRole;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectPage;
import org.ocpiplatform.contract.ObjectQuery.FindObject;
import org.ocpiplatform.contract.ObjectQuery.FindObjectsById;
import org.ocpiplatform.contract.ObjectQuery.ListObjects;
import org.ocpiplatform.contract.PageRequest;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.sessions.SessionEvent;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionPatched;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.Sessions;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ReadObjects;
import org.ocpiplatform.read.projection.ReadSide;
import tools.jackson.databind.node.ObjectNode;

class SessionQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final Side SIDE = Side.EMSP;
    private static final Caller OWNER = caller(role(CPO, "NL", "TNM"));
    private static final Caller DRIVERS_EMSP = caller(role(EMSP, "NL", "MSP"));

    private ReadSide readSide;
    private SessionProjector projector;
    private ObjectProjections queries;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        queries = ReadObjects.of(readSide);
        projector = new SessionProjector(queries);
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aSessionIsTheJsonOfItsLastState() {
        ReplicaId id = put(aSession().withKwh("1.00").withExtension("vehicle", "\"Zoe\""));
        patch(id, "{\"kwh\":1.50,\"last_updated\":\"2026-03-01T10:20:00Z\"}");

        assertThat(find(id, OWNER))
                .hasValueSatisfying(json -> assertThat(json.tree())
                        .isEqualTo(aSession()
                                .withKwh("1.50")
                                .withExtension("vehicle", "\"Zoe\"")
                                .lastUpdated("2026-03-01T10:20:00Z")
                                .json()));
    }

    @Test
    void aSessionIsSeenByItsOwnerAsCpo() {
        ReplicaId id = put(aSession());

        assertSees(OWNER, id);
        assertSeesNothing(caller(role(CPO, "NL", "OTH")), id);
        assertSeesNothing(caller(role(CPO, "BE", "TNM")), id);
        assertSeesNothing(caller(role(EMSP, "NL", "TNM")), id);
    }

    @Test
    void aSessionIsSeenByTheTokensPartyInEveryRoleButCpo() {
        ReplicaId id = put(aSession());

        assertSees(DRIVERS_EMSP, id);
        assertSees(caller(role(NSP, "NL", "MSP")), id);
        assertSeesNothing(caller(role(CPO, "NL", "MSP")), id);
        assertSeesNothing(caller(role(EMSP, "BE", "MSP")), id);
    }

    @Test
    void codesOfPartiesAndIdsAreComparedWithoutRegardToCase() {
        ReplicaId id = put(aSession().ownedBy("nl", "tnm").withId("s1"));

        assertSees(OWNER, id);
        assertSees(OWNER, ReplicaId.parse("emsp:sessions:NL:TNM:S1"));
        assertThat(queries.handle(new FindObjectsById(ObjectKind.SESSION, SIDE, CiString.of("S1"), OWNER)))
                .containsExactly(id);
    }

    @Test
    void aSessionOfTheOtherSideIsNotSeen() {
        put(aSession());

        assertThat(list(Side.CPO, OWNER, page(10)).total()).isZero();
        assertThat(queries.handle(new FindObjectsById(ObjectKind.SESSION, Side.CPO, CiString.of("S1"), OWNER)))
                .isEmpty();
        assertThat(find(ReplicaId.parse("cpo:sessions:NL:TNM:S1"), OWNER)).isEmpty();
    }

    @Test
    void aCallerWithoutPartiesSeesNothing() {
        ReplicaId id = put(aSession());

        assertSeesNothing(caller(), id);
    }

    @Test
    void aSessionThatDoesNotExistIsNotFound() {
        assertThat(find(ReplicaId.parse("emsp:sessions:NL:TNM:S1"), OWNER)).isEmpty();
        assertThat(list(SIDE, OWNER, page(10))).isEqualTo(new ObjectPage(List.of(), 0, null));
    }

    @Test
    void aCallerWithSeveralPartiesSeesEveryObjectOnce() {
        put(aSession().withId("OWN"));
        put(aSession().withId("BOTH").paidBy("NL", "TNM"));
        put(aSession().withId("DRIVER").ownedBy("NL", "OTH").paidBy("NL", "TNM"));
        put(aSession().withId("BE").ownedBy("BE", "TNM"));
        put(aSession().withId("NONE").ownedBy("NL", "OTH"));
        Caller several =
                caller(role(CPO, "NL", "TNM"), role(EMSP, "NL", "TNM"), role(NSP, "NL", "TNM"), role(CPO, "BE", "TNM"));

        ObjectPage all = list(SIDE, several, page(10));

        assertThat(ids(all)).containsExactly("OWN", "BOTH", "DRIVER", "BE");
        assertThat(all.total()).isEqualTo(4);
        ObjectPage first = list(SIDE, several, page(3));
        assertThat(first.total()).isEqualTo(4);
        assertThat(ids(list(SIDE, several, after(first, 3)))).containsExactly("BE");
    }

    @Test
    void sessionsWithOneIdAreFoundWhoeverOwnsThem() {
        ReplicaId dutch = put(aSession());
        ReplicaId belgian = put(aSession().ownedBy("BE", "TNM"));
        put(aSession().ownedBy("DE", "TNM").paidBy("DE", "OTH"));
        put(aSession().withId("S2"));

        assertThat(queries.handle(new FindObjectsById(ObjectKind.SESSION, SIDE, CiString.of("S1"), DRIVERS_EMSP)))
                .containsExactlyInAnyOrder(dutch, belgian);
        assertThat(queries.handle(new FindObjectsById(ObjectKind.SESSION, SIDE, CiString.of("S3"), DRIVERS_EMSP)))
                .isEmpty();
    }

    @Test
    void aTokenOfAnotherPartyMovesTheSessionToThatParty() {
        ReplicaId id = put(aSession());
        put(aSession().paidBy("BE", "NEW").lastUpdated("2026-03-01T11:00:00Z"));

        assertSeesNothing(DRIVERS_EMSP, id);
        assertSees(caller(role(EMSP, "BE", "NEW")), id);
    }

    @Test
    void aListIsInTheOrderOfCreationWhateverIsUpdated() {
        ReplicaId first = put(aSession().withId("S9"));
        put(aSession().withId("S5"));
        put(aSession().withId("S7"));
        patch(first, "{\"last_updated\":\"2026-03-02T10:00:00Z\"}");

        assertThat(ids(list(SIDE, OWNER, page(10)))).containsExactly("S9", "S5", "S7");
    }

    @Test
    void pagesChainedByCursorShowEveryObjectOnceEvenWhileSomeAreUpdatedAndAdded() {
        ReplicaId first = put(aSession().withId("S1"));
        Stream.of("S2", "S3", "S4", "S5").forEach(id -> put(aSession().withId(id)));

        ObjectPage one = list(SIDE, OWNER, page(2));
        patch(first, "{\"last_updated\":\"2026-03-02T10:00:00Z\"}");
        ObjectPage two = list(SIDE, OWNER, after(one, 2));
        put(aSession().withId("S0"));
        ObjectPage three = list(SIDE, OWNER, after(two, 2));

        assertThat(ids(one)).containsExactly("S1", "S2");
        assertThat(ids(two)).containsExactly("S3", "S4");
        assertThat(ids(three)).containsExactly("S5", "S0");
        assertThat(three.nextCursor()).isNull();
        assertThat(Stream.of(one, two).map(ObjectPage::total)).containsOnly(5L);
        assertThat(three.total()).isEqualTo(6);
    }

    @Test
    void anOffsetLeavesOutObjectsAtTheStartOrAfterTheCursor() {
        Stream.of("S1", "S2", "S3", "S4", "S5").forEach(id -> put(aSession().withId(id)));

        ObjectPage offset = list(SIDE, OWNER, new PageRequest(null, null, 1, 2, null));
        assertThat(ids(offset)).containsExactly("S2", "S3");
        assertThat(offset.total()).isEqualTo(5);
        assertThat(ids(list(SIDE, OWNER, new PageRequest(null, null, 1, 2, offset.nextCursor()))))
                .containsExactly("S5");
        ObjectPage beyond = list(SIDE, OWNER, new PageRequest(null, null, Long.MAX_VALUE, 2, null));
        assertThat(beyond).isEqualTo(new ObjectPage(List.of(), 5, null));
    }

    @Test
    void aPageThatEndsWithTheListHasNoNext() {
        put(aSession().withId("S1"));
        put(aSession().withId("S2"));

        assertThat(list(SIDE, OWNER, page(2)).nextCursor()).isNull();
        assertThat(list(SIDE, OWNER, page(1)).nextCursor()).isNotNull();
    }

    @Test
    void theTimeFrameIncludesItsStartAndExcludesItsEndToTheMillisecond() {
        put(aSession().withId("S1").lastUpdated("2026-03-01T10:00:00.000Z"));
        put(aSession().withId("S2").lastUpdated("2026-03-01T10:00:00.001Z"));
        put(aSession().withId("S3").lastUpdated("2026-03-01T10:00:00.002Z"));

        assertThat(ids(between("2026-03-01T10:00:00.001Z", null))).containsExactly("S2", "S3");
        assertThat(ids(between(null, "2026-03-01T10:00:00.001Z"))).containsExactly("S1");
        assertThat(ids(between("2026-03-01T10:00:00.001Z", "2026-03-01T10:00:00.002Z")))
                .containsExactly("S2");
        assertThat(ids(between("2026-03-01T10:00:00.001Z", "2026-03-01T10:00:00.001Z")))
                .isEmpty();
        assertThat(between("2026-03-01T10:00:00.001Z", "2026-03-01T10:00:00.003Z")
                        .total())
                .isEqualTo(2);
    }

    @Test
    void timeFramesThatFollowEachOtherContainEveryObjectOnce() {
        for (int milli = 0; milli < 10; milli++) {
            put(aSession().withId("S" + milli).lastUpdated("2026-03-01T10:00:00.00" + milli + "Z"));
        }

        List<String> seen = Stream.of(
                        between(null, "2026-03-01T10:00:00.003Z"),
                        between("2026-03-01T10:00:00.003Z", "2026-03-01T10:00:00.007Z"),
                        between("2026-03-01T10:00:00.007Z", null))
                .flatMap(page -> ids(page).stream())
                .toList();

        assertThat(seen).containsExactly("S0", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9");
    }

    @Test
    void anUpdateMovesAnObjectIntoALaterTimeFrame() {
        ReplicaId id = put(aSession().lastUpdated("2026-03-01T10:00:00Z"));
        patch(id, "{\"last_updated\":\"2026-03-01T12:00:00Z\"}");

        assertThat(between(null, "2026-03-01T11:00:00Z").total()).isZero();
        assertThat(ids(between("2026-03-01T11:00:00Z", null))).containsExactly("S1");
    }

    @Test
    void listsAreRefusedWhileAnAcknowledgedWriteIsNotShownButOtherSessionsAreServed() {
        ReplicaId id = put(aSession().withId("S1"));
        ReplicaId behind = ReplicaId.parse("emsp:sessions:NL:TNM:S2");
        assertThat(STORE.database().getCollection("sessions").countDocuments()).isEqualTo(1);
        assertThat(readSide.isShown("sessions", behind.toString(), 0)).isFalse();

        assertUnavailable(() -> list(SIDE, OWNER, page(10)));
        assertUnavailable(
                () -> queries.handle(new FindObjectsById(ObjectKind.SESSION, SIDE, CiString.of("S1"), OWNER)));
        assertUnavailable(() -> find(behind, OWNER));
        assertSeesAlone(OWNER, id);

        put(aSession().withId("S2"));
        assertThat(ids(list(SIDE, OWNER, page(10)))).containsExactly("S1", "S2");
    }

    @Test
    void aPatchThatLeavesNothingToShowIsSetAsideWhileOtherSessionsGoOn() {
        ReplicaId broken = put(aSession().withId("S1"));
        batch(
                append(broken, patched(broken, "{\"cdr_token\":{}}")),
                append(
                        ReplicaId.parse("emsp:sessions:NL:TNM:S2"),
                        replaced(aSession().withId("S2"))));

        assertThat(ids(list(SIDE, OWNER, page(10)))).containsExactly("S1", "S2");
        assertThat(STORE.database().getCollection("dead_letters").countDocuments())
                .isEqualTo(1);
    }

    private ReplicaId put(Sessions session) {
        SessionEvent event = replaced(session);
        batch(append(event.sessionId(), event));
        return event.sessionId();
    }

    private void patch(ReplicaId id, String json) {
        batch(append(id, patched(id, json)));
    }

    private static SessionEvent replaced(Sessions sample) {
        Session session = sample.build();
        return new SessionReplaced(new ReplicaId(SIDE, ObjectKind.SESSION, session.owner(), session.id()), session);
    }

    private static SessionEvent patched(ReplicaId id, String json) {
        return new SessionPatched(id, (ObjectNode) OcpiJson.mapper().readTree(json));
    }

    private GenericTrackedDomainEventMessage<?> append(ReplicaId id, SessionEvent event) {
        return readSide.events().append(id.toString(), event);
    }

    private void batch(GenericTrackedDomainEventMessage<?>... events) {
        readSide.batch("sessions", () -> {
            for (GenericTrackedDomainEventMessage<?> event : events) {
                projector.on((SessionEvent) event.getPayload(), event, event.trackingToken());
            }
        });
    }

    private Optional<EncodedJson> find(ReplicaId id, Caller caller) {
        return queries.handle(new FindObject(id, caller));
    }

    private ObjectPage list(Side side, Caller caller, PageRequest request) {
        return queries.handle(new ListObjects(ObjectKind.SESSION, side, caller, request));
    }

    private ObjectPage between(@Nullable String from, @Nullable String to) {
        return list(
                SIDE,
                OWNER,
                new PageRequest(
                        from == null ? null : OcpiDateTime.parse(from),
                        to == null ? null : OcpiDateTime.parse(to),
                        0,
                        10,
                        null));
    }

    private static PageRequest page(int limit) {
        return new PageRequest(null, null, 0, limit, null);
    }

    private static PageRequest after(ObjectPage page, int limit) {
        return new PageRequest(null, null, 0, limit, page.nextCursor());
    }

    private static List<String> ids(ObjectPage page) {
        return page.objects().stream()
                .map(json -> json.tree().get("id").asString())
                .toList();
    }

    private void assertSees(Caller caller, ReplicaId id) {
        assertSeesAlone(caller, id);
        assertThat(queries.handle(new FindObjectsById(ObjectKind.SESSION, SIDE, id.id(), caller)))
                .containsExactly(id);
        assertThat(list(SIDE, caller, page(10)).objects()).hasSize(1);
        assertThat(list(SIDE, caller, page(10)).total()).isEqualTo(1);
    }

    private void assertSeesAlone(Caller caller, ReplicaId id) {
        assertThat(find(id, caller)).isPresent();
    }

    private void assertSeesNothing(Caller caller, ReplicaId id) {
        assertThat(find(id, caller)).isEmpty();
        assertThat(queries.handle(new FindObjectsById(ObjectKind.SESSION, SIDE, id.id(), caller)))
                .isEmpty();
        assertThat(list(SIDE, caller, page(10))).isEqualTo(new ObjectPage(List.of(), 0, null));
    }

    private static void assertUnavailable(Runnable query) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(query::run)
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }

    private static Caller caller(PartyRole... roles) {
        return new Caller("partner", List.of(roles), null);
    }

    private static PartyRole role(Role role, String countryCode, String partyId) {
        return new PartyRole(role, CiString.of(countryCode), CiString.of(partyId));
    }
}
