package org.ocpiplatform.ocpi.bookings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.bookings.BookingLocations.aBookingLocation;
import static org.ocpiplatform.ocpi.bookings.BookingLocations.aCalendar;
import static org.ocpiplatform.ocpi.bookings.BookingRequests.anOption;
import static org.ocpiplatform.ocpi.bookings.Bookings.someTerms;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertAccepted;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertRefused;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertUnreadable;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertWrittenBack;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.read;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.with;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.databind.node.ObjectNode;

class BookingLocationTest {

    private static final String MONDAY = "2026-03-02T00:00:00Z";
    private static final String TUESDAY = "2026-03-03T00:00:00Z";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country_code",
                "party_id",
                "id",
                "location_id",
                "policy.reservation_required",
                "calendars[0].id",
                "calendars[0].begin_from",
                "calendars[0].end_before",
                "calendars[0].last_updated",
                "calendars[0].available_timeslots[0].start_date_time",
                "calendars[0].available_timeslots[0].end_date_time",
                "last_updated"
            })
    void aRequiredFieldMayNotBeMissing(String path) {
        assertRefused(with(whole(), path, "null"), BookingLocation.class, path + " must not be null");
    }

    @ParameterizedTest
    @CsvSource({
        "country_code, 2",
        "party_id, 3",
        "id, 36",
        "location_id, 36",
        "booking_option.evse_uid, 36",
        "booking_option.connector_id, 36",
        "booking_option.parking_id, 36",
        "calendars[0].id, 36"
    })
    void aTextMayHaveItsLengthAndNoMore(String path, int length) {
        assertAccepted(with(whole(), path, "\"" + "x".repeat(length) + "\""), BookingLocation.class);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() ->
                        read(with(whole(), path, "\"" + "x".repeat(length + 1) + "\""), BookingLocation.class))
                .withMessageStartingWith(path + " must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evse_position", "connector_format", "power_types"})
    void anOptionTakesTheValuesOfClosedEnumsOnly(String field) {
        assertUnreadable(
                with(whole(), "booking_option." + field, "[\"ROUND\"]"),
                BookingLocation.class,
                "booking_option." + field + "[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vehicle_types", "connector_types"})
    void anOptionTakesOtherValuesOfOpenEnums(String field) {
        assertWrittenBack(with(whole(), "booking_option." + field, "[\"Airship\"]"), BookingLocation.class);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> read(with(whole(), "booking_option." + field, "[\"\"]"), BookingLocation.class))
                .withMessageStartingWith("booking_option." + field + "[0] must be ");
    }

    @Test
    void aCalendarEndsAfterItBegins() {
        assertRefused(
                with(whole(), "calendars[0].end_before", "\"" + MONDAY + "\""),
                BookingLocation.class,
                "calendars[0].end_before must be after begin_from");
    }

    @Test
    void aSlotEndsAfterItsStart() {
        assertRefused(
                with(whole(), "calendars[0].available_timeslots[0].end_date_time", "\"" + MONDAY + "\""),
                BookingLocation.class,
                "calendars[0].available_timeslots[0].end_date_time must be after start_date_time");
    }

    @Test
    void aCalendarHasSlots() {
        assertRefused(
                with(whole(), "calendars[0].available_timeslots", "[]"),
                BookingLocation.class,
                "calendars[0].available_timeslots must not be empty");
    }

    @Test
    void eachCalendarHasItsOwnId() {
        assertAccepted(
                aBookingLocation()
                        .withCalendars(aCalendar("A", MONDAY, TUESDAY), aCalendar("B", MONDAY, TUESDAY))
                        .json(),
                BookingLocation.class);
        assertRefused(
                aBookingLocation()
                        .withCalendars(aCalendar("A", MONDAY, TUESDAY), aCalendar("a", MONDAY, TUESDAY))
                        .json(),
                BookingLocation.class,
                "calendars[1].id must be unique in its list");
    }

    @Test
    void unknownFieldsDigitsAndSpellingsAreKept() {
        ObjectNode json = with(whole(), "booking_option.max_vehicle_height", "4.00");
        json = with(json, "calendars[0].available_timeslots[0].min_power", "50000.0");
        json = with(json, "calendars[0].season", "\"Frühling\"");
        json = with(json, "country_code", "\"nl\"");
        json = with(json, "owner", "{\"a\":[1.0]}");

        assertWrittenBack(json, BookingLocation.class);
        assertThat(read(json, BookingLocation.class).owner()).isEqualTo(PartyId.of("NL", "TNM"));
    }

    @Test
    void copiesDifferInOneFact() {
        Calendar calendar = aCalendar("A", MONDAY, TUESDAY);
        Instant moment = Instant.parse("2026-05-01T00:00:00Z");

        assertThat(aBookingLocation().build().withCalendars(List.of(calendar)))
                .isEqualTo(aBookingLocation().withCalendars(calendar).build());
        assertThat(aBookingLocation().build().withLastUpdated(moment))
                .isEqualTo(
                        aBookingLocation().lastUpdated("2026-05-01T00:00:00Z").build());
        assertThat(calendar.withLastUpdated(moment).lastUpdated()).isEqualTo(moment);
        assertThat(calendar.withLastUpdated(moment).withLastUpdated(calendar.lastUpdated()))
                .isEqualTo(calendar);
    }

    private static ObjectNode whole() {
        return aBookingLocation()
                .withOption(anOption("EVSE-1"))
                .withPolicy(new Policy(true, null, Map.of()))
                .withTariffIds("DAL-TARIEF")
                .withTerms(someTerms())
                .withCalendars(aCalendar("A", MONDAY, TUESDAY))
                .json();
    }
}
