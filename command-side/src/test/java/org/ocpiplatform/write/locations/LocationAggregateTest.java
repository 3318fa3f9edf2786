package org.ocpiplatform.write.locations;

import static org.ocpiplatform.ocpi.locations.Locations.aConnector;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.ocpiplatform.ocpi.locations.Locations.aParkingPlace;
import static org.ocpiplatform.ocpi.locations.Locations.anEvse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.locations.LocationCommand.AddImages;
import org.ocpiplatform.contract.locations.LocationCommand.PatchConnector;
import org.ocpiplatform.contract.locations.LocationCommand.PatchEvse;
import org.ocpiplatform.contract.locations.LocationCommand.PatchLocation;
import org.ocpiplatform.contract.locations.LocationCommand.PutConnector;
import org.ocpiplatform.contract.locations.LocationCommand.PutEvse;
import org.ocpiplatform.contract.locations.LocationCommand.PutLocation;
import org.ocpiplatform.contract.locations.LocationEvent.ConnectorPatched;
import org.ocpiplatform.contract.locations.LocationEvent.ConnectorReplaced;
import org.ocpiplatform.contract.locations.LocationEvent.EvsePatched;
import org.ocpiplatform.contract.locations.LocationEvent.EvseReplaced;
import org.ocpiplatform.contract.locations.LocationEvent.LocationPatched;
import org.ocpiplatform.contract.locations.LocationEvent.LocationReplaced;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.locations.Locations;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.types.ImageCategory;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.write.PatchContract;
import org.ocpiplatform.write.Rejections;
import tools.jackson.databind.node.ObjectNode;

class LocationAggregateTest extends PatchContract<LocationAggregate> {

    private static final ReplicaId ID = idOn(Side.EMSP);
    private static final ReplicaId OWN = idOn(Side.CPO);
    private static final CiString E1 = CiString.of("E1");

    private static final String T0 = "2026-03-01T10:00:00Z";
    private static final String T1 = "2026-03-01T10:01:00Z";
    private static final String T2 = "2026-03-01T10:02:00Z";

    private static ReplicaId idOn(Side side) {
        Location sample = aLocation().build();
        return new ReplicaId(side, ObjectKind.LOCATION, sample.party(), sample.id());
    }

    @Nested
    class Evses {

        @Test
        void thatAPutLeavesOutAreRemoved() {
            Evse left = evse("E1", T0);
            given(OWN, site(T0, left, evse("E2", T0)))
                    .when(new PutLocation(OWN, site(T1, evse("E2", T1))))
                    .expectEvents(new LocationReplaced(
                            OWN, site(T1, evse("E2", T1), left.withStatus(EvseStatus.REMOVED, at(T1)))));
        }

        @Test
        void thatAreRemovedStayAsTheyAreWhenLeftOutAgain() {
            Evse removed = evse("E1", T0).withStatus(EvseStatus.REMOVED, at(T0));
            given(ID, site(T0, removed))
                    .when(new PutLocation(ID, site(T0)))
                    .expectNoEvents()
                    .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UNCHANGED, ID.toString(), 0));
        }

        @Test
        void ofOursThatAreRemovedNeverComeBack() {
            Evse removed = evse("E1", T0).withStatus(EvseStatus.REMOVED, at(T0));
            Evse back = evse("e1", T1);
            for (Object command : List.of(
                    new PutLocation(OWN, site(T1, back)),
                    new PutEvse(OWN, E1, back),
                    new PatchEvse(OWN, E1, json("{\"status\":\"AVAILABLE\"}").put("last_updated", T1)),
                    new PatchLocation(OWN, evses(T1, back)))) {
                given(OWN, site(T0, removed))
                        .when(command)
                        .expectNoEvents()
                        .expectException(Rejections.rejection(Rejection.Code.INVALID, "REMOVED"));
            }
        }

        @Test
        void ofOthersComeBackIfTheirOwnerSaysSo() {
            Evse removed = evse("E1", T0).withStatus(EvseStatus.REMOVED, at(T0));
            given(ID, site(T0, removed))
                    .when(new PutEvse(ID, E1, evse("E1", T1)))
                    .expectEvents(new EvseReplaced(ID, evse("E1", T1)));
        }

        @Test
        void areAddedReplacedAndLeftByAPatchOfTheLocation() {
            ObjectNode patch = evses(T1, evse("e2", T1), evse("E3", T1));
            given(ID, site(T0, evse("E1", T0), evse("E2", T0)))
                    .when(new PatchLocation(ID, patch))
                    .expectEvents(new LocationPatched(ID, patch));
            setUpFixture();
            fixture.given(
                            new LocationReplaced(ID, site(T0, evse("E1", T0), evse("E2", T0))),
                            new LocationPatched(ID, patch))
                    .when(new PutLocation(ID, site(T1, evse("E1", T0), evse("e2", T1), evse("E3", T1))))
                    .expectNoEvents();
        }

        @Test
        void inAPatchOfTheLocationMustBeWhole() {
            given(ID, site(T0, evse("E1", T0)))
                    .when(new PatchLocation(
                            ID,
                            json("{\"evses\":[{\"uid\":\"E1\",\"status\":\"CHARGING\"}]}")
                                    .put("last_updated", T1)))
                    .expectNoEvents()
                    .expectException(Invalid.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"evses\":[null,{}]}", "{\"evses\":[{},{}]}"})
        void inAPatchOfTheLocationMustBeEvses(String patch) {
            given(ID, site(T0, evse("E1", T0)))
                    .when(new PatchLocation(ID, json(patch).put("last_updated", T1)))
                    .expectNoEvents()
                    .expectException(Invalid.class);
        }

        @Test
        void areCreatedByAPut() {
            given(ID, site(T0))
                    .when(new PutEvse(ID, E1, evse("E1", T0)))
                    .expectEvents(new EvseReplaced(ID, evse("E1", T0)))
                    .expectResultMessagePayload(new WriteResult(WriteResult.Kind.CREATED, ID.toString(), 1));
        }

        @Test
        void putTwiceChangeNothing() {
            given(ID, site(T0, evse("E1", T0)))
                    .when(new PutEvse(ID, E1, evse("e1", T0)))
                    .expectNoEvents()
                    .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UNCHANGED, ID.toString(), 0));
        }

        @Test
        void needTheirLocation() {
            setUpFixture();
            fixture.givenNoPriorActivity()
                    .when(new PutEvse(ID, E1, evse("E1", T0)))
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
        }

        @Test
        void thatAreUnknownCannotBePatched() {
            given(ID, site(T0))
                    .when(new PatchEvse(ID, E1, json("{}").put("last_updated", T1)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.LOCATION_NOT_FOUND, "location"));
        }

        @Test
        void keepTheirUid() {
            given(ID, site(T0, evse("E1", T0)))
                    .when(new PatchEvse(ID, E1, json("{\"uid\":\"E2\"}").put("last_updated", T1)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.INVALID, "uid E2"));
            given(ID, site(T0))
                    .when(new PutEvse(ID, E1, evse("E2", T1)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.INVALID, "uid E2"));
        }

        @Test
        void haveAConnector() {
            given(ID, site(T0, evse("E1", T0)))
                    .when(new PatchEvse(ID, E1, json("{\"connectors\":[]}").put("last_updated", T1)))
                    .expectNoEvents()
                    .expectException(Invalid.class);
        }

        @Test
        void areStaleOnlyByTheirOwnAge() {
            ObjectNode status = json("{\"status\":\"CHARGING\"}").put("last_updated", T1);
            setUpFixture();
            fixture.given(
                            new LocationReplaced(ID, site(T0, evse("E1", T0), evse("E2", T0))),
                            new EvsePatched(
                                    ID,
                                    CiString.of("E2"),
                                    json("{\"status\":\"BLOCKED\"}").put("last_updated", T2)))
                    .when(new PatchEvse(ID, E1, status))
                    .expectEvents(new EvsePatched(ID, E1, status));
            setUpFixture();
            fixture.given(
                            new LocationReplaced(ID, site(T0, evse("E1", T0))),
                            new EvsePatched(
                                    ID, E1, json("{\"status\":\"BLOCKED\"}").put("last_updated", T2)))
                    .when(new PatchEvse(ID, E1, status))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.STALE, "stale"));
        }

        @Test
        void doNotMakeALocationStale() {
            setUpFixture();
            fixture.given(
                            new LocationReplaced(ID, site(T0, evse("E1", T0))),
                            new EvsePatched(
                                    ID, E1, json("{\"status\":\"BLOCKED\"}").put("last_updated", T2)))
                    .when(new PutLocation(ID, site(T1, evse("E1", T1))))
                    .expectEvents(new LocationReplaced(ID, site(T1, evse("E1", T1))));
        }
    }

    @Nested
    class Images {

        private final Image front = image("https://img.example/front.jpg");
        private final Image back = image("https://img.example/back.jpg");

        @Test
        void areAddedToThoseThatAreThere() {
            ObjectNode first = images(T1, front);
            given(OWN, site(T0))
                    .when(new AddImages(OWN, List.of(front), at(T1)))
                    .expectEvents(new LocationPatched(OWN, first))
                    .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UPDATED, OWN.toString(), 1));
            setUpFixture();
            fixture.given(new LocationReplaced(OWN, site(T0)), new LocationPatched(OWN, first))
                    .when(new AddImages(OWN, List.of(back, front), at(T2)))
                    .expectEvents(new LocationPatched(OWN, images(T2, front, back, front)));
        }

        @Test
        void makeALocationYoungerWhateverTheTime() {
            for (String uploaded : List.of(T0, T1)) {
                given(OWN, site(T1))
                        .when(new AddImages(OWN, List.of(front), at(uploaded)))
                        .expectEvents(new LocationPatched(OWN, images("2026-03-01T10:01:01Z", front)));
            }
        }

        @Test
        void areUploadedToTheMillisecond() {
            given(OWN, site(T0))
                    .when(new AddImages(OWN, List.of(front), Instant.parse("2026-03-01T10:00:00.123456Z")))
                    .expectEvents(new LocationPatched(OWN, images("2026-03-01T10:00:00.123Z", front)));
            given(OWN, site(T0))
                    .when(new AddImages(OWN, List.of(front), Instant.parse("2026-03-01T10:00:00.000456Z")))
                    .expectEvents(new LocationPatched(OWN, images("2026-03-01T10:00:01Z", front)));
        }

        @Test
        void areValid() {
            given(OWN, site(T0))
                    .when(new AddImages(OWN, List.of(front, image("back.jpg")), at(T1)))
                    .expectNoEvents()
                    .expectException(Invalid.class);
            given(OWN, site(T0))
                    .when(new AddImages(OWN, List.of(), at(T1)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.INVALID, "images"));
        }

        @Test
        void needALocationThatIsPublishedHere() {
            setUpFixture();
            fixture.givenNoPriorActivity()
                    .when(new AddImages(OWN, List.of(front), at(T1)))
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
            given(ID, site(T0))
                    .when(new AddImages(ID, List.of(front), at(T1)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.INVALID, "published"));
        }

        private ObjectNode images(String lastUpdated, Image... images) {
            ObjectNode patch = json("{}");
            patch.set("images", OcpiJson.mapper().valueToTree(images));
            return patch.put("last_updated", lastUpdated);
        }

        private static Image image(String url) {
            return new Image(url, null, ImageCategory.LOCATION, CiString.of("jpeg"), 800, 600, Map.of());
        }
    }

    @Nested
    class ConnectorsOfAnEvse {

        private final Connector one = aConnector("1").lastUpdated(T0).build();
        private final Connector two = aConnector("2").lastUpdated(T1).build();
        private final Evse evse =
                anEvse("E1").withConnector(one).lastUpdated(T0).build();

        @Test
        void areAddedAndReplaced() {
            given(ID, site(T0, evse))
                    .when(new PutConnector(ID, E1, CiString.of("2"), two))
                    .expectEvents(new ConnectorReplaced(ID, evse.uid(), two))
                    .expectResultMessagePayload(new WriteResult(WriteResult.Kind.CREATED, ID.toString(), 1));
            Connector changed =
                    aConnector("1").withMaxAmperage(63).lastUpdated(T1).build();
            given(ID, site(T0, evse))
                    .when(new PutConnector(ID, E1, CiString.of("1"), changed))
                    .expectEvents(new ConnectorReplaced(ID, evse.uid(), changed))
                    .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UPDATED, ID.toString(), 1));
        }

        @Test
        void arePatched() {
            ObjectNode patch = json("{\"tariff_ids\":[\"T2\"]}").put("last_updated", T1);
            given(ID, site(T0, evse))
                    .when(new PatchConnector(ID, E1, CiString.of("1"), patch))
                    .expectEvents(new ConnectorPatched(ID, evse.uid(), one.id(), patch));
        }

        @Test
        void needTheirEvse() {
            given(ID, site(T0))
                    .when(new PutConnector(ID, E1, CiString.of("2"), two))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.LOCATION_NOT_FOUND, "location"));
            given(ID, site(T0, evse))
                    .when(new PatchConnector(
                            ID, E1, CiString.of("2"), json("{}").put("last_updated", T1)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.LOCATION_NOT_FOUND, "location"));
        }

        @Test
        void keepTheirId() {
            given(ID, site(T0, evse))
                    .when(new PatchConnector(
                            ID, E1, one.id(), json("{\"id\":\"9\"}").put("last_updated", T1)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.INVALID, "id 9"));
        }

        @Test
        void areStaleByTheirOwnAge() {
            given(ID, site(T0, anEvse("E1").withConnector(two).lastUpdated(T0).build()))
                    .when(new PatchConnector(
                            ID,
                            E1,
                            CiString.of("2"),
                            json("{\"max_amperage\":5}").put("last_updated", T0)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.STALE, "stale"));
        }

        @Test
        void thatAPutOfTheEvseLeavesOutAreGone() {
            Evse both = anEvse("E1")
                    .withConnector(one)
                    .withConnector(two)
                    .lastUpdated(T0)
                    .build();
            setUpFixture();
            fixture.given(
                            new LocationReplaced(ID, site(T0, both)),
                            new EvseReplaced(
                                    ID,
                                    anEvse("E1")
                                            .withConnector(two)
                                            .lastUpdated(T1)
                                            .build()))
                    .when(new PatchConnector(ID, E1, one.id(), json("{}").put("last_updated", T2)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.LOCATION_NOT_FOUND, "location"));
        }
    }

    @Nested
    class ParkingPlaces {

        private final Evse evse = anEvse("E1").withParking("P1").lastUpdated(T1).build();

        @Test
        void ofOursExist() {
            Location without = aLocation().withEvse(evse).build();
            given(OWN, site(T0))
                    .when(new PutLocation(OWN, without))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.INVALID, "parking_id P1"));
            given(OWN, site(T0))
                    .when(new PutEvse(OWN, E1, evse))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.INVALID, "parking_id P1"));
        }

        @Test
        void areFoundWithoutRegardToCase() {
            Location with = aLocation()
                    .withParkingPlace(aParkingPlace("p1"))
                    .lastUpdated(T0)
                    .build();
            given(OWN, with).when(new PutEvse(OWN, E1, evse)).expectEvents(new EvseReplaced(OWN, evse));
        }

        @Test
        void ofOthersMayBeMissing() {
            given(ID, site(T0)).when(new PutEvse(ID, E1, evse)).expectEvents(new EvseReplaced(ID, evse));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NL", "de"})
    void aLocationIsNotCalledLikeACountry(String id) {
        Location location = aLocation().withId(id).build();
        ReplicaId reserved = new ReplicaId(Side.EMSP, ObjectKind.LOCATION, location.party(), location.id());
        fixture.givenNoPriorActivity()
                .when(new PutLocation(reserved, location))
                .expectNoEvents()
                .expectException(Rejections.rejection(Rejection.Code.INVALID, id));
    }

    private TestExecutor<LocationAggregate> given(ReplicaId id, Location location) {
        setUpFixture();
        return fixture.given(new LocationReplaced(id, location));
    }

    private static Location site(String lastUpdated, Evse... evses) {
        Locations location = aLocation().lastUpdated(lastUpdated);
        for (Evse evse : evses) {
            location.withEvse(evse);
        }
        return location.build();
    }

    private static Evse evse(String uid, String lastUpdated) {
        return anEvse(uid)
                .withConnector(aConnector("1").lastUpdated(T0))
                .lastUpdated(lastUpdated)
                .build();
    }

    private static ObjectNode evses(String lastUpdated, Evse... evses) {
        ObjectNode patch = json("{}").put("last_updated", lastUpdated);
        for (Evse evse : evses) {
            patch.withArray("evses").add(OcpiJson.mapper().<ObjectNode>valueToTree(evse));
        }
        return patch;
    }

    private static Instant at(String dateTime) {
        return OcpiDateTime.parse(dateTime);
    }

    @Override
    protected Class<LocationAggregate> aggregateType() {
        return LocationAggregate.class;
    }

    @Override
    protected String aggregateId() {
        return ID.toString();
    }

    @Override
    protected ObjectNode sample() {
        return aLocation().withName("Station").json();
    }

    @Override
    protected String optionalText() {
        return "name";
    }

    @Override
    protected Object put(ObjectNode object) {
        return new PutLocation(ID, OcpiJson.mapper().treeToValue(object, Location.class));
    }

    @Override
    protected Object patch(ObjectNode patch) {
        return new PatchLocation(ID, patch);
    }

    @Override
    protected Object replaced(ObjectNode object) {
        return new LocationReplaced(ID, OcpiJson.mapper().treeToValue(object, Location.class));
    }

    @Override
    protected Object patched(ObjectNode patch) {
        return new LocationPatched(ID, patch);
    }
}
