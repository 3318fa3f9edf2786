package org.ocpiplatform.read.locations;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.fleet.EvseStatusChange;
import org.ocpiplatform.contract.fleet.FleetEvse;
import org.ocpiplatform.contract.fleet.FleetLocation;
import org.ocpiplatform.contract.fleet.FleetQuery.EvseOrder;
import org.ocpiplatform.contract.fleet.FleetQuery.FindLocations;
import org.ocpiplatform.contract.fleet.FleetQuery.ListEvses;
import org.ocpiplatform.contract.fleet.FleetQuery.ListLocations;
import org.ocpiplatform.contract.fleet.FleetQuery.WatchEvseStatus;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationEvent.EvsePatched;
import org.ocpiplatform.contract.locations.LocationEvent.EvseReplaced;
import org.ocpiplatform.contract.locations.LocationEvent.LocationPatched;
import org.ocpiplatform.contract.locations.LocationEvent.LocationReplaced;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Locations;
import org.ocpiplatform.read.Intercepted;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.objects.ReadObjects;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.ReadSide;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import tools.jackson.databind.node.ObjectNode;

/** An operator's own fleet, as the documents of EVSEs and locations hold it. */
class FleetQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final PartyId TNM = PartyId.of("NL", "TNM");
    private static final PartyId ABC = PartyId.of("DE", "ABC");
    private static final String EVSES = "locations_evses";

    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private ReadSide readSide;
    private LocationProjector projector;
    private FleetQueries queries;

    @BeforeEach
    void create() {
        readSide = new ReadSide(database());
        projector = new LocationProjector(ReadObjects.of(readSide));
        queries = new FleetQueries(projector);
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void evsesAreInTheOrderInWhichTheyAppearedAndThenOfTheirUids() {
        put(aLocation().withId("L2").withEvse(anEvse("B")).withEvse(anEvse("a")));
        put(aLocation().withId("L1").withEvse(anEvse("C")));

        assertThat(uids(EvseOrder.CREATED, false)).containsExactly("a", "B", "C");
        assertThat(uids(EvseOrder.CREATED, true)).as("all of the same time").containsExactly("a", "B", "C");
    }

    @Test
    void evsesAreInTheOrderOfTheirLocationsNames() {
        put(aLocation().withId("L1").withName("beta").withEvse(anEvse("2")).withEvse(anEvse("1")));
        put(aLocation().withId("L2").withName("Alpha").withEvse(anEvse("3")));
        put(aLocation().withId("L3").withName(null).withEvse(anEvse("4")));

        assertThat(uids(EvseOrder.LOCATION_NAME, false)).containsExactly("4", "3", "1", "2");
        assertThat(uids(EvseOrder.LOCATION_NAME, true)).containsExactly("1", "2", "3", "4");
        assertThat(evses(TNM, null, EvseOrder.LOCATION_NAME, true, 2, 1)).containsExactly("2", "3");
        assertThat(evses(TNM, null, EvseOrder.LOCATION_NAME, true, 2, 4)).isEmpty();
    }

    @Test
    void namesAreFoundByWhatTheyContainInWhateverCase() {
        put(aLocation().withId("L1").withName("Laadplein (Noord) 100%").withEvse(anEvse("1")));
        put(aLocation().withId("L2").withName("LAADPLEIN Zuid .*").withEvse(anEvse("2")));
        put(aLocation().withId("L3").withName(null).withEvse(anEvse("3")));

        assertThat(named("laadPLEIN")).containsExactly("1", "2");
        assertThat(named("(noord)")).containsExactly("1");
        assertThat(named(".*")).containsExactly("2");
        assertThat(named("o.r")).isEmpty();
        assertThat(named("\\E")).isEmpty();
        assertThat(named("$")).isEmpty();
    }

    @Test
    void everybodyHasTheirOwnAndOnlyThoseThatAreOnTheCposSide() {
        put(aLocation().withId("L1").withEvse(anEvse("1")));
        put(aLocation().withId("L1").ownedBy("DE", "ABC").withEvse(anEvse("2")));
        put(Side.EMSP, aLocation().withId("L2").withEvse(anEvse("3")));

        assertThat(evses(TNM, null, EvseOrder.CREATED, false, 10, 0)).containsExactly("1");
        assertThat(evses(ABC, null, EvseOrder.CREATED, false, 10, 0)).containsExactly("2");
        assertThat(evses(null, null, EvseOrder.CREATED, false, 10, 0)).containsExactly("1", "2");
        assertThat(evses(PartyId.of("NL", "X"), null, EvseOrder.CREATED, false, 10, 0))
                .isEmpty();
        assertThat(locations(ABC)).containsExactly("DE:ABC:L1");
        assertThat(locations(null)).containsExactly("NL:TNM:L1", "DE:ABC:L1");
    }

    @Test
    void whatIsRemovedIsLeftOutAndComesBack() {
        put(aLocation().withId("L1").withEvse(anEvse("1")).withEvse(anEvse("2")));

        apply(new EvsePatched(id("L1"), CiString.of("1"), status("REMOVED")));
        assertThat(uids(EvseOrder.CREATED, false)).containsExactly("2");
        FleetLocation location = queries.handle(new ListLocations(TNM, 10, 0)).getFirst();
        assertThat(location.evses()).hasSize(1);
        assertThat(location.location().evses()).hasSize(2);

        apply(new EvsePatched(id("L1"), CiString.of("1"), status("AVAILABLE")));
        assertThat(uids(EvseOrder.CREATED, false)).containsExactly("1", "2");
    }

    @Test
    void onlyPartsThatChangeAreWritten() {
        put(aLocation().withId("L1").withEvse(anEvse("1")).withEvse(anEvse("2")));
        apply(new EvsePatched(id("L1"), CiString.of("2"), status("CHARGING")));

        assertThat(revisions()).containsExactly(0L, 1L);
    }

    @Test
    void anotherNameOfTheLocationReachesItsEvses() {
        put(aLocation().withId("L1").withName("Old").withEvse(anEvse("1")).withEvse(anEvse("2")));
        apply(new LocationPatched(id("L1"), json("{\"name\":\"New\",\"last_updated\":\"2026-03-01T10:00:00Z\"}")));

        assertThat(named("new")).containsExactly("1", "2");
        assertThat(named("old")).isEmpty();
    }

    @Test
    void whatAppearedFirstKeepsItsTimeThroughReplacementsAndRestarts() {
        put(aLocation().withId("L1").withEvse(anEvse("1")));
        FleetEvse first = queries.handle(new ListEvses(TNM, null, EvseOrder.CREATED, false, 1, 0))
                .getFirst();
        restart();
        put(aLocation().withId("L1").withEvse(anEvse("1")).withEvse(anEvse("2")).lastUpdated("2026-04-01T10:00:00Z"));

        FleetEvse again = queries.handle(new ListEvses(TNM, null, EvseOrder.CREATED, false, 1, 0))
                .getFirst();
        assertThat(again.created()).isEqualTo(first.created());
        assertThat(again.connectorsCreated())
                .isEqualTo(first.connectorsCreated())
                .hasSize(1);
        assertThat(queries.handle(new FindLocations(List.of(id("L1")))))
                .singleElement()
                .satisfies(location -> assertThat(location.created()).isEqualTo(first.created()));
    }

    @Test
    void aCrashBetweenPartsAndLocationIsRepairedByTheRepeat() {
        put(aLocation().withId("L1").withEvse(anEvse("1")));
        failing.add("locations.bulkWrite");
        GenericTrackedDomainEventMessage<?> added =
                append(new EvseReplaced(id("L1"), anEvse("2").build()));
        assertThatExceptionOfType(MongoException.class).isThrownBy(() -> batch(List.of(added)));
        assertThat(partUids()).containsExactly("1", "2");

        failing.clear();
        restart();
        // In the repeat, the EVSE is added and removed in one batch, as if nothing had been.
        batch(List.of(added, append(new EvsePatched(id("L1"), CiString.of("2"), status("REMOVED")))));

        assertThat(partUids()).containsExactly("1");
        assertThat(uids(EvseOrder.CREATED, false)).containsExactly("1");
    }

    @Test
    void whoComesLateLeavesNothingBehind() {
        put(aLocation().withId("L1").withEvse(anEvse("1")));
        GenericTrackedDomainEventMessage<?> added =
                append(new EvseReplaced(id("L1"), anEvse("2").build()));
        GenericTrackedDomainEventMessage<?> removed =
                append(new EvsePatched(id("L1"), CiString.of("2"), status("REMOVED")));
        ReadSide late = readSide;
        LocationProjector lateProjector = projector;
        readSide = new ReadSide(database());
        projector = new LocationProjector(ReadObjects.of(readSide));
        queries = new FleetQueries(projector);
        batch(List.of(added, removed));

        late.batch(
                "locations", () -> lateProjector.on((LocationEvent) added.getPayload(), added, added.trackingToken()));
        late.close();

        assertThat(partUids()).containsExactly("1");
    }

    @Test
    void aStoreThatDoesNotAnswerIsSaidToBeUnavailable() {
        failing.add(EVSES + ".find");

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> uids(EvseOrder.CREATED, false))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }

    @Test
    void changesOfStatusAreToldOnceToThoseWhomTheyConcern() throws InterruptedException {
        put(aLocation().withId("L1").withEvse(anEvse("1")).withEvse(anEvse("2")));
        put(aLocation().withId("L9").ownedBy("DE", "ABC").withEvse(anEvse("1")));
        StatusFeed feed = new StatusFeed(projector, readSide.events());
        List<String> all = new CopyOnWriteArrayList<>();
        List<String> one = new CopyOnWriteArrayList<>();
        Disposable everybody =
                watch(feed, new WatchEvseStatus(null, null, null)).subscribe(each -> all.add(text(each)));
        Disposable own = watch(feed, new WatchEvseStatus(TNM, CiString.of("l1"), CiString.of("2")))
                .subscribe(each -> one.add(text(each)));

        apply(new EvsePatched(id("L1"), CiString.of("1"), status("CHARGING")));
        // From now on the feed knows the location, and what its document holds no longer matters.
        awaitSize(all, 1);
        apply(new EvsePatched(id("L1"), CiString.of("1"), json("{\"floor_level\":\"2\"}")));
        apply(new EvsePatched(id("L1"), CiString.of("1"), status("CHARGING")));
        apply(new EvseReplaced(
                id("L1"), anEvse("2").withStatus(EvseStatus.BLOCKED).build()));
        put(Side.EMSP, aLocation().withId("L5").withEvse(anEvse("1")));
        apply(new EvsePatched(
                new ReplicaId(Side.CPO, ObjectKind.LOCATION, ABC, CiString.of("L9")),
                CiString.of("1"),
                status("RESERVED")));
        put(aLocation().withId("L3").withEvse(anEvse("7")));

        awaitSize(all, 4);
        awaitSize(one, 1);
        assertThat(all).containsExactly("L1/1 CHARGING", "L1/2 BLOCKED", "L9/1 RESERVED", "L3/7 AVAILABLE");
        assertThat(one).containsExactly("L1/2 BLOCKED");
        everybody.dispose();
        own.dispose();
        feed.stop();
    }

    @Test
    void whoIsTooSlowIsLetGoAndSlowsNobody() throws InterruptedException {
        put(aLocation().withId("L1").withEvse(anEvse("1")));
        StatusFeed feed = new StatusFeed(projector, readSide.events());
        List<String> quick = new CopyOnWriteArrayList<>();
        List<Throwable> ended = new CopyOnWriteArrayList<>();
        BaseSubscriber<EvseStatusChange> slow = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnError(Throwable failure) {
                ended.add(failure);
            }
        };
        watch(feed, new WatchEvseStatus(TNM, null, null)).subscribe(slow);
        Disposable other = watch(feed, new WatchEvseStatus(TNM, null, null)).subscribe(each -> quick.add(text(each)));
        for (int i = 0; i < 1_200; i++) {
            apply(new EvsePatched(id("L1"), CiString.of("1"), status(i % 2 == 0 ? "CHARGING" : "AVAILABLE")));
        }

        awaitSize(quick, 1_200);
        slow.requestUnbounded();
        awaitSize(ended, 1);
        assertThat(ended.getFirst()).isInstanceOf(Rejection.class);
        other.dispose();
        feed.stop();
    }

    @Test
    void aPageOfAnySizeTakesOneFindAndNoScanOfALargeFleet() {
        long started = System.nanoTime();
        List<GenericTrackedDomainEventMessage<?>> batch = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Locations location = aLocation()
                    .withId("L%05d".formatted(i))
                    .ownedBy("NL", i % 2 == 0 ? "TNM" : "TWO")
                    .withName("Site %d of %s".formatted(i * 7_919 % 10_000, i % 100 == 0 ? "Utrecht" : "Breda"));
            for (int n = 0; n < 4; n++) {
                location.withEvse(anEvse("E%05d-%d".formatted(i, n)));
            }
            batch.add(
                    append(new LocationReplaced(id(location.build().party(), "L%05d".formatted(i)), location.build())));
            if (batch.size() == 500) {
                batch(batch);
                batch.clear();
            }
        }
        print("10,000 locations projected", started);

        for (EvseOrder order : EvseOrder.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                for (String name : new String[] {null, "site", "of utrecht"}) {
                    for (int offset : new int[] {0, name == null || name.equals("site") ? 15_000 : 100}) {
                        for (int limit : new int[] {1, 10, 100}) {
                            calls.clear();
                            long start = System.nanoTime();
                            List<FleetEvse> page =
                                    queries.handle(new ListEvses(TNM, name, order, descending, limit, offset));
                            print(
                                    "evse %s %s name=%s offset=%d limit=%d"
                                            .formatted(order, descending ? "DESC" : "ASC", name, offset, limit),
                                    start);
                            assertThat(page).hasSize(limit);
                            assertThat(finds()).containsExactly(EVSES + ".find");
                        }
                    }
                }
            }
        }
        for (int limit : new int[] {1, 10, 100}) {
            calls.clear();
            long start = System.nanoTime();
            assertThat(queries.handle(new ListLocations(null, limit, 9_000))).hasSize(limit);
            print("locations offset=9000 limit=" + limit, start);
            assertThat(finds()).containsExactly("locations.find");
        }
        List<ReplicaId> ids = new ArrayList<>();
        for (int i = 0; i < 200; i += 2) {
            ids.add(id(TNM, "L%05d".formatted(i)));
        }
        calls.clear();
        assertThat(queries.handle(new FindLocations(ids))).hasSize(100);
        assertThat(finds()).containsExactly("locations.find");
    }

    private static void print(String what, long since) {
        System.out.printf("%6.1f ms %s%n", (System.nanoTime() - since) / 1e6, what);
    }

    private MongoDatabase database() {
        return Intercepted.database(STORE.database(), (collection, method, call) -> {
            calls.add(collection + "." + method);
            if (failing.contains(collection + "." + method)) {
                throw new MongoException("the store is away");
            }
            return call.proceed();
        });
    }

    private void restart() {
        readSide.projections();
        List<GenericTrackedDomainEventMessage<?>> stored = readSide.events().all();
        readSide.close();
        readSide = new ReadSide(database());
        stored.forEach(event -> readSide.events().append(event.getAggregateIdentifier(), event.getPayload()));
        projector = new LocationProjector(ReadObjects.of(readSide));
        queries = new FleetQueries(projector);
    }

    private static Flux<EvseStatusChange> watch(StatusFeed feed, WatchEvseStatus query) {
        return feed.handle(query);
    }

    private static String text(EvseStatusChange change) {
        return change.locationId() + "/" + change.evseUid() + " " + change.status();
    }

    private static void awaitSize(List<?> list, int size) throws InterruptedException {
        long deadline = System.nanoTime() + SECONDS.toNanos(30);
        while (list.size() < size && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        TimeUnit.MILLISECONDS.sleep(Duration.ofMillis(100).toMillis());
        assertThat(list).hasSize(size);
    }

    private List<String> finds() {
        return calls.stream()
                .filter(call -> call.endsWith(".find") || call.endsWith(".countDocuments"))
                .toList();
    }

    private List<String> uids(EvseOrder order, boolean descending) {
        return evses(TNM, null, order, descending, 10, 0);
    }

    private List<String> named(String text) {
        return evses(TNM, text, EvseOrder.CREATED, false, 10, 0);
    }

    private List<String> evses(
            @Nullable PartyId cpo, @Nullable String name, EvseOrder order, boolean descending, int limit, int offset) {
        return queries.handle(new ListEvses(cpo, name, order, descending, limit, offset)).stream()
                .map(evse -> evse.evse().uid().toString())
                .toList();
    }

    private List<String> locations(@Nullable PartyId cpo) {
        return queries.handle(new ListLocations(cpo, 10, 0)).stream()
                .map(location ->
                        location.id().owner().key() + ":" + location.id().id())
                .toList();
    }

    private List<Long> revisions() {
        return parts().stream().map(part -> part.getLong(Fields.REVISION)).toList();
    }

    private List<String> partUids() {
        return parts().stream().map(part -> part.getString(FleetFields.UID)).toList();
    }

    private List<Document> parts() {
        return STORE.database()
                .getCollection(EVSES)
                .find()
                .sort(new Document(FleetFields.UID, 1))
                .into(new ArrayList<>());
    }

    private void put(Locations location) {
        put(Side.CPO, location);
    }

    private void put(Side side, Locations location) {
        ReplicaId id = new ReplicaId(
                side,
                ObjectKind.LOCATION,
                location.build().party(),
                location.build().id());
        apply(new LocationReplaced(id, location.build()));
    }

    private void apply(LocationEvent event) {
        batch(List.of(append(event)));
    }

    private GenericTrackedDomainEventMessage<?> append(LocationEvent event) {
        return readSide.events().append(event.locationId().toString(), event);
    }

    private void batch(List<GenericTrackedDomainEventMessage<?>> events) {
        readSide.batch(
                "locations",
                () -> events.forEach(
                        event -> projector.on((LocationEvent) event.getPayload(), event, event.trackingToken())));
    }

    private static ReplicaId id(String id) {
        return id(TNM, id);
    }

    private static ReplicaId id(PartyId owner, String id) {
        return new ReplicaId(Side.CPO, ObjectKind.LOCATION, owner, CiString.of(id));
    }

    private static ObjectNode status(String status) {
        return json("{\"status\":\"" + status + "\",\"last_updated\":\"2026-03-01T10:00:00Z\"}");
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) OcpiJson.mapper().readTree(text);
    }
}
