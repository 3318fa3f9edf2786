package org.ocpiplatform.ocpi.bookings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.bookings.BookingRequests.aBookingRequest;
import static org.ocpiplatform.ocpi.bookings.BookingRequests.aBookingToken;
import static org.ocpiplatform.ocpi.bookings.BookingRequests.anOption;
import static org.ocpiplatform.ocpi.bookings.Bookings.aBooking;
import static org.ocpiplatform.ocpi.bookings.Bookings.aRequest;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertAccepted;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertRefused;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertUnreadable;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertWrittenBack;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.read;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.with;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.databind.node.ObjectNode;

class BookingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "country_code",
                "party_id",
                "request_id",
                "location_id",
                "period",
                "period.start_date_time",
                "period.end_date_time",
                "reservation_status",
                "authorization_reference",
                "booking_terms",
                "booking_terms.change_until_minutes",
                "booking_terms.cancel_until_minutes",
                "booking_tokens[0].country_code",
                "booking_tokens[0].party_id",
                "booking_tokens[0].uid",
                "booking_tokens[0].type",
                "booking_tokens[0].contract_id",
                "booking_requests[0].request_status",
                "booking_requests[0].booking_request",
                "booking_requests[0].request_received",
                "booking_requests[0].booking_request.period",
                "last_updated"
            })
    void aRequiredFieldMayNotBeMissing(String path) {
        assertRefused(
                with(
                        aBooking()
                                .withRequests(aRequest(
                                        ReservationRequestStatus.PENDING,
                                        aBookingRequest().build()))
                                .json(),
                        path,
                        "null"),
                Booking.class,
                path + " must not be null");
    }

    @ParameterizedTest
    @CsvSource({
        "id, 36",
        "country_code, 2",
        "party_id, 3",
        "request_id, 36",
        "location_id, 36",
        "authorization_reference, 36",
        "booking_tokens[0].uid, 36",
        "booking_tokens[0].contract_id, 36"
    })
    void aTextMayHaveItsLengthAndNoMore(String path, int length) {
        assertAccepted(with(aBooking().json(), path, "\"" + "x".repeat(length) + "\""), Booking.class);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() ->
                        read(with(aBooking().json(), path, "\"" + "x".repeat(length + 1) + "\""), Booking.class))
                .withMessageStartingWith(path + " must be ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reservation_status",
                "canceled.cancellation_reason",
                "canceled.who_canceled",
                "booking_requests[0].request_status"
            })
    void anUnknownValueOfAClosedEnumIsRefused(String path) {
        assertUnreadable(
                with(aBooking().canceledBy(Role.CPO, CanceledReason.FULL).json(), path, "\"SOMETIMES\""),
                Booking.class,
                path);
    }

    @Test
    void endsAfterItsStart() {
        assertRefused(
                aBooking()
                        .during("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z")
                        .json(),
                Booking.class,
                "period.end_date_time must be after start_date_time");
        assertRefused(
                aBooking()
                        .during("2026-03-02T10:00:00Z", "2026-03-02T09:59:59Z")
                        .json(),
                Booking.class,
                "period.end_date_time must be after start_date_time");
    }

    @Test
    void hasAtLeastOneRequest() {
        assertRefused(aBooking().withRequests().json(), Booking.class, "booking_requests must not be empty");
    }

    @Test
    void hasAtLeastOneAccessMethod() {
        assertRefused(
                with(aBooking().json(), "booking_terms.supported_access_methods", "[]"),
                Booking.class,
                "booking_terms.supported_access_methods must not be empty");
        assertUnreadable(
                with(aBooking().json(), "booking_terms.supported_access_methods", "[\"LADDER\"]"),
                Booking.class,
                "booking_terms.supported_access_methods[0]");
    }

    @Test
    void itsRequestsFollowTheirOwnRules() {
        BookingRequest backwards = aBookingRequest()
                .during("2026-03-02T11:00:00Z", "2026-03-02T10:00:00Z")
                .build();

        assertRefused(
                aBooking()
                        .withRequests(aRequest(ReservationRequestStatus.DECLINED, backwards))
                        .json(),
                Booking.class,
                "booking_requests[0].booking_request.period.end_date_time must be after start_date_time");
    }

    @Test
    void unknownFieldsTypesDigitsAndSpellingsAreKept() {
        ObjectNode json = aBooking()
                .ownedBy("nl", "Tnm")
                .withId("b-1")
                .withRequestId("Br-1")
                .withLocationId("loc-Utr")
                .withOption(anOption("evse-a"))
                .withTokens(aBookingToken("nl", "msp", "u1"))
                .withTariffIds("Dal", "PIEK")
                .withAuthorizationReference("Auth-x")
                .withStatus(ReservationStatus.CANCELED)
                .canceledBy(Role.EMSP, CanceledReason.BROKEN_VEHICLE)
                .withExtension("owner", "{\"fee\":2.50}")
                .json();
        json = with(json, "booking_tokens[0].type", "\"Palm_Vein\"");
        json = with(json, "booking_option.vehicle_types", "[\"HOVERCRAFT\"]");
        json = with(json, "period.max_power", "11000.00");
        json = with(json, "booking_terms.late_stop_time", "5.50");
        json = with(json, "booking_requests[0].gate", "\"Nord\"");

        assertWrittenBack(json, Booking.class);
        assertThat(read(json, Booking.class).owner()).isEqualTo(PartyId.of("NL", "TNM"));
        assertThat(read(json, Booking.class).bookingTokens().getFirst().party()).isEqualTo(PartyId.of("NL", "MSP"));
    }

    @Test
    void copiesDifferInOneFact() {
        Booking booking = aBooking().build();
        BookingRequestStatus accepted =
                aRequest(ReservationRequestStatus.ACCEPTED, aBookingRequest().build());
        Booking later = aBooking()
                .during("2026-03-03T10:00:00Z", "2026-03-03T11:00:00Z")
                .build();

        assertThat(booking.withStatus(ReservationStatus.RESERVED))
                .isEqualTo(aBooking().withStatus(ReservationStatus.RESERVED).build());
        assertThat(booking.withPeriod(later.period())).isEqualTo(later);
        assertThat(booking.withCanceled(new Cancellation(CanceledReason.FULL, Role.CPO, Map.of())))
                .isEqualTo(aBooking().canceledBy(Role.CPO, CanceledReason.FULL).build());
        assertThat(booking.withBookingRequests(List.of(accepted)))
                .isEqualTo(aBooking().withRequests(accepted).build());
        assertThat(booking.withLastUpdated(Instant.parse("2026-05-01T00:00:00Z")))
                .isEqualTo(aBooking().lastUpdated("2026-05-01T00:00:00Z").build());
    }

    @Nested
    class Requests {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "country_code",
                    "party_id",
                    "request_id",
                    "location_id",
                    "booking_location_id",
                    "period",
                    "period.start_date_time",
                    "period.end_date_time",
                    "authorization_reference",
                    "tokens[0].uid"
                })
        void aRequiredFieldMayNotBeMissing(String path) {
            assertRefused(
                    with(aBookingRequest().json(), path, "null"), BookingRequest.class, path + " must not be null");
        }

        @Test
        void endAfterTheirStart() {
            assertRefused(
                    aBookingRequest()
                            .during("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z")
                            .json(),
                    BookingRequest.class,
                    "period.end_date_time must be after start_date_time");
        }

        @Test
        void areOfAnEmsp() {
            assertThat(aBookingRequest().requestedBy("de", "ems").build().requester())
                    .isEqualTo(PartyId.of("DE", "EMS"));
        }

        @Test
        void askForWholeKilowatts() {
            assertAccepted(aBookingRequest().withPowerRequired(150).json(), BookingRequest.class);
            assertUnreadable(
                    with(aBookingRequest().json(), "power_required", "150.5"), BookingRequest.class, "power_required");
        }

        @Test
        void areWrittenBack() {
            assertWrittenBack(
                    aBookingRequest()
                            .withOption(anOption("evse-a"))
                            .withTokens(aBookingToken("nl", "msp", "u1"), aBookingToken("nl", "msp", "U2"))
                            .withAccess(AccessMethod.LICENSE_PLATE, "XJ-041-k")
                            .withPowerRequired(50)
                            .canceledBy(Role.EMSP, CanceledReason.NO_CANCELED)
                            .withExtension("requester", "[1.0]")
                            .json(),
                    BookingRequest.class);
        }
    }
}
