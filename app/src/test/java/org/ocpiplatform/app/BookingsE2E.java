package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.Fixtures;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.bookings.AccessMethod;
import org.ocpiplatform.ocpi.bookings.BookingLocations;
import org.ocpiplatform.ocpi.bookings.BookingRequests;
import org.ocpiplatform.ocpi.bookings.BookingTerms;
import org.ocpiplatform.ocpi.bookings.Bookings;
import org.ocpiplatform.ocpi.bookings.CanceledReason;
import org.ocpiplatform.ocpi.bookings.ReservationStatus;
import org.ocpiplatform.ocpi.json.ExactJson;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bookings over HTTP: offered by a CPO, asked for by an eMSP, decided, changed, cancelled and pushed. */
class BookingsE2E {

    private static final String CPO = "/ocpi/cpo/2.3.0/bookings";
    private static final String EMSP = "/ocpi/emsp/2.3.0/bookings";
    private static final String OFFERS = CPO + "/booking_locations";

    private static final Instant TOMORROW =
            Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Http cpo;
    private static Http otherCpo;
    private static Http emsp;
    private static Http otherEmsp;
    private static Http dutch;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir);
        cpo = platform.provision("CPO", "NL", "TNM");
        otherCpo = platform.provision("CPO", "NL", "OTH");
        emsp = platform.provision("EMSP", "NL", "MSP");
        otherEmsp = platform.provision("EMSP", "DE", "ABC");
        dutch = platform.provision("CPO", "NL", "FIX");
        publish(cpo, BookingLocations.aBookingLocation().withTerms(terms()).withTariffIds("T1"));
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void bothInterfacesAreAdvertisedOnce() throws Exception {
        assertThat(emsp.get("/ocpi/2.3.0/details")
                        .data()
                        .get("endpoints")
                        .valueStream()
                        .filter(endpoint ->
                                endpoint.get("identifier").asString().equals("bookings"))
                        .map(endpoint -> endpoint.get("role").asString()))
                .containsExactlyInAnyOrder("SENDER", "RECEIVER");
    }

    // Booking locations

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void aBookingLocationIsWrittenByItsOwner(String side) throws Exception {
        String url = side + "/NL/TNM/booking_locations/LIFE";
        ObjectNode place = place("LIFE").lastUpdated("2026-03-01T10:00:00Z").json();

        assertThat(otherCpo.put(url, place.toString()).outcome()).isEqualTo("404/2000");
        assertThat(emsp.put(url, place.toString()).outcome()).isEqualTo("404/2000");
        assertThat(cpo.put(url, place.toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.put(url, place.toString()).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(url.replace("NL/TNM", "nl/tnm")).data()).isEqualTo(place);

        String patch = "{\"policy\":{\"reservation_required\":true},\"last_updated\":\"2026-03-01T11:00:00Z\"}";
        assertThat(otherCpo.patch(url, patch).outcome()).isEqualTo("404/2000");
        assertThat(cpo.patch(url, patch).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(url).data().at("/policy/reservation_required").asBoolean())
                .isTrue();
        assertThat(cpo.put(url, place.toString()).message()).contains("stale");
        assertThat(cpo.patch(url, "{\"tariff_ids\":[]}").message()).contains("last_updated");
        assertThat(cpo.patch(url, "{\"last_updated\":\"2026-03-01T12:00:00Z\",\"location_id\":\"\"}")
                        .outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.put(url, place("OTHER").json().toString()).outcome()).isEqualTo("200/2001");
        assertThat(cpo.put(url, "{").outcome()).isEqualTo("400/2001");
        assertThat(cpo.send("DELETE", url, null).outcome()).isEqualTo("405/2000");
        assertThat(cpo.patch(url.replace("LIFE", "NONE"), patch).outcome()).isEqualTo("404/2000");
        assertThat(cpo.get(url.replace("LIFE", "NONE")).outcome()).isEqualTo("404/2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {CPO, EMSP})
    void aCalendarRaisesItsBookingLocation(String side) throws Exception {
        String url = side + "/NL/TNM/booking_locations/CAL";
        ObjectNode calendar = calendar("MON", "2026-03-01T12:00:00Z");

        assertThat(cpo.put(url + "/MON", calendar.toString()).outcome()).isEqualTo("404/2000");
        cpo.put(url, place("CAL").lastUpdated("2026-03-01T10:00:00Z").json().toString());
        assertThat(cpo.get(url + "/MON").outcome()).isEqualTo("404/2000");
        assertThat(cpo.patch(url + "/MON", "{\"last_updated\":\"2026-03-01T12:00:00Z\"}")
                        .outcome())
                .isEqualTo("404/2000");
        assertThat(cpo.put(url + "/MON", calendar.toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.put(url + "/MON", calendar.toString()).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(url + "/mon").data()).isEqualTo(calendar);
        assertThat(cpo.get(url).data().get("last_updated").asString()).isEqualTo("2026-03-01T12:00:00Z");

        assertThat(cpo.patch(url + "/MON", "{\"timeslot_increment\":30,\"last_updated\":\"2026-03-01T13:00:00Z\"}")
                        .outcome())
                .isEqualTo("200/1000");
        JsonNode raised = cpo.get(url).data();
        assertThat(raised.get("last_updated").asString()).isEqualTo("2026-03-01T13:00:00Z");
        assertThat(raised.at("/calendars/0/timeslot_increment").asInt()).isEqualTo(30);
        assertThat(cpo.put(url + "/MON", calendar.toString()).message()).contains("stale");
        assertThat(cpo.put(url + "/TUE", calendar.toString()).outcome()).isEqualTo("200/2001");
        assertThat(cpo.put(url + "/" + "X".repeat(37), calendar.toString()).outcome())
                .isEqualTo("200/2001");
        assertThat(otherCpo.put(url + "/MON", calendar.toString()).outcome()).isEqualTo("404/2000");

        // Older than the calendar, but not than what was set for the booking location itself.
        assertThat(cpo.patch(url, "{\"tariff_ids\":[\"T9\"],\"last_updated\":\"2026-03-01T10:30:00Z\"}")
                        .outcome())
                .isEqualTo("200/1000");
        assertThat(cpo.get(url).data().get("last_updated").asString()).isEqualTo("2026-03-01T13:00:00Z");

        cpo.put(url, place("CAL").lastUpdated("2026-03-01T11:00:00Z").json().toString());
        assertThat(cpo.get(url).data().get("last_updated").asString()).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(cpo.get(url + "/MON").outcome()).isEqualTo("404/2000");
    }

    @Test
    void offersAreForEverybodyCopiesForTheirOwner() throws Exception {
        String place = place("SEEN").json().toString();
        cpo.put(CPO + "/NL/TNM/booking_locations/SEEN", place);
        cpo.put(EMSP + "/NL/TNM/booking_locations/SEEN", place);
        cpo.put(
                CPO + "/NL/TNM/booking_locations/SEEN/MON",
                calendar("MON", "2026-03-01T12:00:00Z").toString());

        for (Http partner : List.of(cpo, otherCpo, emsp, otherEmsp)) {
            assertThat(ids(partner.get(OFFERS))).contains("SEEN");
            assertThat(partner.get(OFFERS + "/seen").data().get("id").asString())
                    .isEqualTo("SEEN");
            assertThat(partner.get(OFFERS + "/SEEN/mon").data().get("id").asString())
                    .isEqualTo("MON");
            assertThat(partner.get(CPO + "/NL/TNM/booking_locations/SEEN/MON").outcome())
                    .isEqualTo("200/1000");
        }
        assertThat(emsp.get(OFFERS + "/NONE").outcome()).isEqualTo("404/2000");
        assertThat(emsp.get(OFFERS + "/SEEN/NONE").outcome()).isEqualTo("404/2000");
        assertThat(emsp.get(EMSP + "/NL/TNM/booking_locations/SEEN").outcome()).isEqualTo("404/2000");
        assertThat(otherCpo.get(EMSP + "/NL/TNM/booking_locations/SEEN").outcome())
                .isEqualTo("404/2000");
        assertThat(platform.http().get(OFFERS).outcome()).isEqualTo("401/2000");
    }

    @Test
    void offersAreFoundByTheirTimes() throws Exception {
        offer("SLOT-A", "2027-05-01T08:00:00Z", "2027-05-01T10:00:00Z");
        offer("SLOT-B", "2027-05-01T10:00:00Z", "2027-05-01T12:00:00Z");
        publish(
                cpo,
                place("SLOT-C")
                        .withCalendars(
                                BookingLocations.aCalendar("1", "2027-05-01T00:00:00Z", "2027-05-01T01:00:00Z"),
                                BookingLocations.aCalendar("2", "2027-05-01T20:00:00Z", "2027-05-01T21:00:00Z")));

        assertThat(found("timeslot_from=2027-05-01T09:00:00Z&timeslot_to=2027-05-01T10:00:00Z"))
                .containsExactly("SLOT-A");
        assertThat(found("timeslot_from=2027-05-01T09:59:59.999Z&timeslot_to=2027-05-01T10:00:00.001Z"))
                .containsExactly("SLOT-A", "SLOT-B");
        assertThat(found("timeslot_from=2027-05-01T02:00:00Z&timeslot_to=2027-05-01T07:00:00Z"))
                .isEmpty();
        assertThat(found("timeslot_from=2027-05-01T12:00:00Z")).containsExactly("SLOT-C");
        assertThat(found("timeslot_from=2027-05-01T00:00:00Z&timeslot_to=2027-05-01T00:30:00Z"))
                .containsExactly("SLOT-C");
        assertThat(found("timeslot_from=2027-05-01T11:00:00Z&timeslot_to=2027-05-01T11:00:00Z"))
                .isEmpty();
        assertThat(found("timeslot_to=2027-05-01T00:00:00Z")).doesNotContain("SLOT-A", "SLOT-B", "SLOT-C");
        assertThat(emsp.get(OFFERS + "?timeslot_from=now").outcome()).isEqualTo("200/2001");
        assertThat(emsp.get(OFFERS + "?timeslot_to=").outcome()).isEqualTo("200/2001");

        Http.Answer first =
                emsp.get(OFFERS + "?timeslot_from=2027-05-01T00:00:00Z&timeslot_to=2027-05-02T00:00:00Z&limit=2");
        assertThat(first.header("X-Total-Count")).hasValue("3");
        assertThat(ids(first)).containsExactly("SLOT-A", "SLOT-B");
        String next = first.header("Link").orElseThrow();
        assertThat(next).contains("timeslot_from=2027-05-01T00:00:00Z", "timeslot_to=2027-05-02T00:00:00Z");
        Http.Answer last = emsp.get(next.substring(next.indexOf('/', 9), next.indexOf('>')));
        assertThat(ids(last)).containsExactly("SLOT-C");
        assertThat(last.header("Link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CPO + "/NL/FIX/booking_locations/ARN-BL-1",
                EMSP + "/NL/FIX/booking_locations/ARN-BL-1",
                EMSP + "/NL/FIX/ARN-B-23"
            })
    void aFixtureComesOutAsItWentIn(String url) throws Exception {
        String text =
                Fixtures.text(url.contains("booking_locations") ? "dutch/booking-location.json" : "dutch/booking.json");

        assertThat(dutch.put(url, text).outcome()).isEqualTo("201/1000");
        assertThat(ExactJson.of(dutch.get(url).data()))
                .isEqualTo(ExactJson.of(OcpiJson.mapper().readTree(text)));
    }

    // Bookings on the CPO side

    @Test
    void aRequestBecomesABookingThatItsCpoDecides() throws Exception {
        BookingRequests request = request("LIFE");

        Http.Answer created = emsp.post(CPO, request.json().toString());
        assertThat(created.outcome()).isEqualTo("201/1000");
        JsonNode booking = created.data();
        assertThat(booking.get("country_code").asString()).isEqualTo("NL");
        assertThat(booking.get("party_id").asString()).isEqualTo("TNM");
        assertThat(booking.get("reservation_status").asString()).isEqualTo("PENDING");
        assertThat(booking.at("/tariff_ids/0").asString()).isEqualTo("T1");
        assertThat(booking.at("/booking_terms/change_until_minutes").asInt()).isEqualTo(60);
        assertThat(booking.at("/booking_requests/0/request_status").asString()).isEqualTo("PENDING");
        assertThat(booking.at("/booking_requests/0/booking_request")).isEqualTo(request.json());

        Http.Answer repeat = emsp.post(CPO, request.json().toString());
        assertThat(repeat.outcome()).isEqualTo("200/1000");
        assertThat(repeat.data()).isEqualTo(booking);

        String url = url(booking);
        for (Http party : List.of(cpo, emsp)) {
            assertThat(party.get(url).data()).isEqualTo(booking);
            assertThat(ids(party.get(CPO))).contains(booking.get("id").asString());
        }
        for (Http stranger : List.of(otherCpo, otherEmsp)) {
            assertThat(stranger.get(url).outcome()).isEqualTo("404/2000");
            assertThat(ids(stranger.get(CPO))).doesNotContain(booking.get("id").asString());
        }

        assertThat(emsp.patch(url, decision("RESERVED")).outcome()).isEqualTo("404/2000");
        assertThat(otherCpo.patch(url, decision("RESERVED")).outcome()).isEqualTo("404/2000");
        assertThat(cpo.patch(url, "{\"reservation_status\":\"RESERVED\"}").message())
                .contains("last_updated");
        assertThat(cpo.patch(url, decision("FULFILLED")).outcome()).isEqualTo("200/2001");
        assertThat(cpo.patch(url, "{\"reservation_status\":\"RESERVED\",\"last_updated\":\"2026-01-01T00:00:00Z\"}")
                        .message())
                .contains("stale");
        assertThat(cpo.patch(url, decision("RESERVED")).outcome()).isEqualTo("200/1000");
        JsonNode reserved = emsp.get(url).data();
        assertThat(reserved.get("reservation_status").asString()).isEqualTo("RESERVED");
        assertThat(reserved.at("/booking_requests/0/request_status").asString()).isEqualTo("ACCEPTED");
        assertThat(cpo.patch(url, decision("PENDING")).outcome()).isEqualTo("200/2001");
    }

    @Test
    void anotherRequestOfTheSameIdChangesOrCancelsTheBooking() throws Exception {
        JsonNode booking = emsp.post(CPO, request("CHANGE").json().toString()).data();
        cpo.patch(url(booking), decision("RESERVED"));

        String change = request("CHANGE")
                .during(text(TOMORROW.plus(2, ChronoUnit.HOURS)), text(TOMORROW.plus(3, ChronoUnit.HOURS)))
                .json()
                .toString();
        Http.Answer changed = emsp.post(CPO, change);
        assertThat(changed.outcome()).isEqualTo("200/1000");
        assertThat(changed.data().get("id")).isEqualTo(booking.get("id"));
        assertThat(changed.data().get("reservation_status").asString()).isEqualTo("RESERVED");
        assertThat(changed.data().get("period")).isEqualTo(booking.get("period"));
        assertThat(changed.data().at("/booking_requests/1/request_status").asString())
                .isEqualTo("PENDING");
        assertThat(emsp.post(CPO, change).data()).isEqualTo(changed.data());

        String cancellation = request("CHANGE")
                .canceledBy(Role.EMSP, CanceledReason.BROKEN_VEHICLE)
                .json()
                .toString();
        Http.Answer canceled = emsp.post(CPO, cancellation);
        assertThat(canceled.outcome()).isEqualTo("200/1000");
        assertThat(canceled.data().get("reservation_status").asString()).isEqualTo("CANCELED");
        assertThat(canceled.data().at("/canceled/cancellation_reason").asString())
                .isEqualTo("BROKEN_VEHICLE");
        assertThat(canceled.data().at("/booking_requests/2/request_status").asString())
                .isEqualTo("ACCEPTED");
        assertThat(emsp.post(CPO, cancellation).outcome()).isEqualTo("200/1000");
        assertThat(emsp.post(CPO, change).outcome()).isEqualTo("200/2001");
        assertThat(cpo.patch(url(booking), decision("RESERVED")).outcome()).isEqualTo("200/2001");
        assertThat(cpo.get(url(booking)).data()).isEqualTo(canceled.data());
    }

    @Test
    void aRequestIsRefusedThatCannotBeMet() throws Exception {
        assertThat(emsp.post(
                                CPO,
                                request("BAD")
                                        .withBookingLocationId("NONE")
                                        .json()
                                        .toString())
                        .outcome())
                .isEqualTo("200/2003");
        assertThat(emsp.post(CPO, request("BAD").withLocationId("NONE").json().toString())
                        .outcome())
                .isEqualTo("200/2003");
        assertThat(otherEmsp.post(CPO, request("BAD").json().toString()).outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.post(CPO, request("BAD").requestedBy("NL", "TNM").json().toString())
                        .outcome())
                .isEqualTo("200/2001");
        assertThat(emsp.post(
                                CPO,
                                request("BAD")
                                        .canceledBy(Role.EMSP, CanceledReason.FULL)
                                        .json()
                                        .toString())
                        .outcome())
                .isEqualTo("200/2001");
        assertThat(emsp.post(
                                CPO,
                                request("BAD")
                                        .during(text(TOMORROW), text(TOMORROW.plus(5, ChronoUnit.HOURS)))
                                        .json()
                                        .toString())
                        .message())
                .contains("max_booking_duration");
        assertThat(emsp.post(
                                CPO,
                                request("BAD")
                                        .during("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z")
                                        .json()
                                        .toString())
                        .message())
                .contains("past");
        assertThat(emsp.post(CPO, request("BAD").json().without("period").toString())
                        .message())
                .contains("period");
        assertThat(emsp.post(CPO, "{").outcome()).isEqualTo("400/2001");
        assertThat(emsp.get(CPO).data().toString()).doesNotContain("\"BAD\"");
    }

    @Test
    void itIsTooLateToChangeOrCancelInTheLastHour() throws Exception {
        Instant soon = Instant.now().plus(30, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        BookingRequests request = request("LATE").during(text(soon), text(soon.plus(1, ChronoUnit.HOURS)));
        assertThat(emsp.post(CPO, request.json().toString()).outcome()).isEqualTo("201/1000");

        assertThat(emsp.post(CPO, request.withPowerRequired(22).json().toString())
                        .message())
                .contains("change_until_minutes");
        assertThat(emsp.post(
                                CPO,
                                request.canceledBy(Role.EMSP, CanceledReason.FULL)
                                        .json()
                                        .toString())
                        .message())
                .contains("cancel_until_minutes");
    }

    @Test
    void severalCposWithABookingLocationOfOneIdAreToldApartByTheAddressee() throws Exception {
        publish(cpo, place("SHARED"));
        publish(otherCpo, place("SHARED").ownedBy("NL", "OTH"));
        String request =
                request("SHARED").withBookingLocationId("SHARED").json().toString();

        assertThat(emsp.post(CPO, request).outcome()).isEqualTo("200/2001");
        Http.Answer booked = emsp.post(CPO, request, "OCPI-to-country-code", "NL", "OCPI-to-party-id", "OTH");
        assertThat(booked.outcome()).isEqualTo("201/1000");
        assertThat(booked.data().get("party_id").asString()).isEqualTo("OTH");
        assertThat(otherCpo.get(url(booked.data())).outcome()).isEqualTo("200/1000");
        assertThat(cpo.get(url(booked.data())).outcome()).isEqualTo("404/2000");
        assertThat(emsp.get(OFFERS + "/SHARED").outcome()).isEqualTo("200/2001");
    }

    @Test
    void theSameRequestIdOfAnotherEmspIsAnotherBooking() throws Exception {
        JsonNode one = emsp.post(CPO, request("EVERYONES").json().toString()).data();
        Http.Answer other = otherEmsp.post(
                CPO, request("EVERYONES").requestedBy("DE", "ABC").json().toString());

        assertThat(other.outcome()).isEqualTo("201/1000");
        assertThat(other.data().get("id")).isNotEqualTo(one.get("id"));
    }

    @Test
    void oneRequestSentManyTimesAtOnceIsOneBooking() throws Exception {
        String request = request("RACE").json().toString();
        Callable<Http.Answer> post = () -> emsp.post(CPO, request);
        List<Http.Answer> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            for (Future<Http.Answer> answer : clients.invokeAll(Collections.nCopies(8, post))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).extracting(Http.Answer::outcome).containsOnlyOnce("201/1000");
        assertThat(answers).extracting(Http.Answer::outcome).containsOnly("201/1000", "200/1000");
        assertThat(answers)
                .extracting(Http.Answer::data)
                .containsOnly(answers.getFirst().data());
        assertThat(answers.getFirst().data().get("booking_requests")).hasSize(1);
    }

    @Test
    void bookingsAreListedInPages() throws Exception {
        Http paging = platform.provision("EMSP", "NL", "PAG");
        List<String> booked = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            BookingRequests request = request("PAGE-" + i).requestedBy("NL", "PAG");
            booked.add(
                    paging.post(CPO, request.json().toString()).data().get("id").asString());
        }

        Http.Answer first = paging.get(CPO + "?limit=2");
        assertThat(ids(first)).containsExactlyElementsOf(booked.subList(0, 2));
        assertThat(first.header("X-Total-Count")).hasValue("3");
        String next = first.header("Link").orElseThrow();
        assertThat(ids(paging.get(next.substring(next.indexOf('/', 9), next.indexOf('>')))))
                .containsExactly(booked.getLast());
        assertThat(paging.get(CPO + "?limit=0").outcome()).isEqualTo("200/2001");
    }

    @Test
    void otherMethodsAreNotOffered() throws Exception {
        assertThat(cpo.put(CPO + "/NL/TNM/B1", "{}").outcome()).isEqualTo("405/2000");
        assertThat(cpo.send("DELETE", CPO + "/NL/TNM/B1", null).outcome()).isEqualTo("405/2000");
        assertThat(cpo.send("DELETE", EMSP + "/NL/TNM/B1", null).outcome()).isEqualTo("405/2000");
        assertThat(cpo.post(OFFERS, "{}").outcome()).isEqualTo("405/2000");
        assertThat(cpo.post(EMSP + "/NL/TNM/B1", "{}").outcome()).isEqualTo("405/2000");
    }

    // Bookings on the eMSP side

    @Test
    void aBookingIsPushedByItsOwnerAndSeenByItsRequester() throws Exception {
        String url = EMSP + "/NL/TNM/PUSHED";
        JsonNode booking = sent(Bookings.aBooking().withId("PUSHED").lastUpdated("2026-03-01T10:00:00Z"));

        assertThat(otherCpo.put(url, booking.toString()).outcome()).isEqualTo("404/2000");
        assertThat(emsp.put(url, booking.toString()).outcome()).isEqualTo("404/2000");
        assertThat(cpo.patch(url, decision("RESERVED")).outcome()).isEqualTo("404/2000");
        assertThat(cpo.put(url, booking.toString()).outcome()).isEqualTo("201/1000");
        assertThat(cpo.put(url, booking.toString()).outcome()).isEqualTo("200/1000");
        for (Http party : List.of(cpo, emsp)) {
            assertThat(party.get(url.replace("NL/TNM", "nl/tnm")).data()).isEqualTo(booking);
        }
        for (Http stranger : List.of(otherCpo, otherEmsp)) {
            assertThat(stranger.get(url).outcome()).isEqualTo("404/2000");
        }
        assertThat(cpo.get(CPO + "/NL/TNM/PUSHED").outcome()).isEqualTo("404/2000");

        assertThat(cpo.patch(url, decision("FULFILLED")).outcome()).isEqualTo("200/2001");
        assertThat(cpo.patch(url, decision("RESERVED")).outcome()).isEqualTo("200/1000");
        assertThat(cpo.put(url, booking.toString()).message()).contains("stale");
        JsonNode reserved = emsp.get(url).data();
        assertThat(reserved.get("reservation_status").asString()).isEqualTo("RESERVED");
        assertThat(reserved.at("/booking_requests/0/request_status").asString()).isEqualTo("PENDING");
        assertThat(cpo.patch(url, decision("FULFILLED")).outcome()).isEqualTo("200/1000");
        assertThat(cpo.patch(url, decision("FULFILLED")).outcome()).isEqualTo("200/1000");
        assertThat(cpo.patch(url, decision("CANCELED")).message()).contains("no longer changes");
    }

    @Test
    void firstContactMayBeInAnyStatus() throws Exception {
        ObjectNode booking = Bookings.aBooking()
                .withId("LATE-CONTACT")
                .withStatus(ReservationStatus.NO_SHOW)
                .json();

        assertThat(cpo.put(EMSP + "/NL/TNM/LATE-CONTACT", booking.toString()).outcome())
                .isEqualTo("201/1000");
    }

    @Test
    void whatIsNoBookingIsRefused() throws Exception {
        ObjectNode booking = Bookings.aBooking().withId("booking_locations").json();
        assertThat(cpo.put(EMSP + "/NL/TNM/booking_locations", booking.toString())
                        .outcome())
                .isEqualTo("200/2001");
        assertThat(cpo.put(EMSP + "/NL/TNM/BAD", booking.toString()).outcome()).isEqualTo("200/2001");
        assertThat(cpo.put(
                                EMSP + "/NL/TNM/BAD",
                                booking.put("id", "BAD")
                                        .without("booking_requests")
                                        .toString())
                        .message())
                .contains("booking_requests");
        assertThat(cpo.put(EMSP + "/NL/TNM/BAD", "{").outcome()).isEqualTo("400/2001");
        assertThat(cpo.get(EMSP + "/NL/TNM/BAD").outcome()).isEqualTo("404/2000");
    }

    @Test
    void anIdMayHoldReservedCharacters() throws Exception {
        JsonNode booking = sent(Bookings.aBooking().withId("A/B;C%D"));
        String url = EMSP + "/NL/TNM/A%2FB%3BC%25D";

        assertThat(cpo.put(url, booking.toString()).outcome()).isEqualTo("201/1000");
        assertThat(emsp.get(url).data()).isEqualTo(booking);
    }

    /** The booking as it comes back, its numbers being those of a text. */
    private static JsonNode sent(Bookings booking) {
        return OcpiJson.mapper().readTree(booking.json().toString());
    }

    private static BookingLocations place(String id) {
        return BookingLocations.aBookingLocation().withId(id);
    }

    private static void offer(String id, String from, String until) throws Exception {
        publish(cpo, place(id).withCalendars(BookingLocations.aCalendar("1", from, until)));
    }

    private static void publish(Http owner, BookingLocations place) throws Exception {
        ObjectNode json = place.json();
        String url = CPO + "/NL/" + json.get("party_id").asString() + "/booking_locations/"
                + json.get("id").asString();
        assertThat(owner.put(url, json.toString()).outcome()).isEqualTo("201/1000");
    }

    private static ObjectNode calendar(String id, String lastUpdated) {
        return OcpiJson.mapper()
                .<ObjectNode>valueToTree(BookingLocations.aCalendar(id, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"))
                .put("last_updated", lastUpdated);
    }

    private static BookingRequests request(String requestId) {
        return BookingRequests.aBookingRequest()
                .withRequestId(requestId)
                .during(text(TOMORROW), text(TOMORROW.plus(1, ChronoUnit.HOURS)));
    }

    private static BookingTerms terms() {
        return new BookingTerms(
                null,
                null,
                null,
                List.of(AccessMethod.TOKEN),
                new BigDecimal("60"),
                new BigDecimal("60"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new BigDecimal("15"),
                new BigDecimal("240"),
                null,
                Map.of());
    }

    /** Later than whatever the platform has noted by then. */
    private static String decision(String status) {
        return "{\"reservation_status\":\"" + status + "\",\"last_updated\":\"2222-02-22T22:22:22Z\"}";
    }

    private static String text(Instant instant) {
        return OcpiDateTime.format(instant);
    }

    private static String url(JsonNode booking) {
        return CPO + "/NL/" + booking.get("party_id").asString() + "/"
                + booking.get("id").asString();
    }

    private static List<String> found(String query) throws Exception {
        return ids(emsp.get(OFFERS + "?" + query));
    }

    private static List<String> ids(Http.Answer page) {
        assertThat(page.outcome()).isEqualTo("200/1000");
        return page.data()
                .valueStream()
                .map(object -> object.get("id").asString())
                .toList();
    }
}
