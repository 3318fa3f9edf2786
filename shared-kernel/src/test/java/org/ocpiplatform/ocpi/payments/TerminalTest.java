package org.ocpiplatform.ocpi.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.payments.Terminals.aTerminal;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertAccepted;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertRefused;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertUnreadable;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertWrittenBack;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.read;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.with;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.validation.Invalid;

class TerminalTest {

    @ParameterizedTest
    @CsvSource({
        "terminal_id, 36",
        "customer_reference, 36",
        "party_id, 3",
        "country_code, 2",
        "address, 45",
        "city, 45",
        "postal_code, 10",
        "state, 20",
        "country, 3",
        "reference, 36"
    })
    void aTextMayHaveItsLengthAndNoMore(String path, int length) {
        assertAccepted(with(aTerminal().json(), path, "\"" + "x".repeat(length) + "\""), Terminal.class);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() ->
                        read(with(aTerminal().json(), path, "\"" + "x".repeat(length + 1) + "\""), Terminal.class))
                .withMessageStartingWith(path + " must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoice_creator"})
    void anUnknownValueOfAClosedEnumIsRefused(String path) {
        assertUnreadable(with(aTerminal().json(), path, "\"SOMETIMES\""), Terminal.class, path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terminal_id",
                "customer_reference",
                "address",
                "city",
                "postal_code",
                "state",
                "country",
                "coordinates",
                "invoice_base_url",
                "invoice_creator",
                "reference",
                "location_ids",
                "evse_uids",
                "last_updated"
            })
    void everyFieldMayBeMissing(String path) {
        assertAccepted(with(aTerminal().json(), path, "null"), Terminal.class);
    }

    @Test
    void theCustomerHasBothCodesOrNone() {
        assertThat(aTerminal().build().customer()).isEqualTo(PartyId.of("NL", "TNM"));
        assertThat(aTerminal().withoutCustomer().build().customer()).isNull();
        assertAccepted(aTerminal().withoutCustomer().json(), Terminal.class);
        assertRefused(
                with(aTerminal().json(), "country_code", "null"),
                Terminal.class,
                "country_code must be present if party_id is");
        assertRefused(
                with(aTerminal().json(), "party_id", "null"),
                Terminal.class,
                "party_id must be present if country_code is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "city", "state"})
    void aPlaceMayHaveAnyLetters(String path) {
        assertAccepted(with(aTerminal().json(), path, "\"Düsseldorf 東京\""), Terminal.class);
    }

    @Test
    void eachAssignedPlaceHasAnId() {
        assertRefused(
                aTerminal().withLocationIds("L1", "").json(),
                Terminal.class,
                "location_ids[1] must be 1 to 36 printable ASCII characters");
        assertRefused(with(aTerminal().json(), "evse_uids", "[null]"), Terminal.class, "evse_uids[0] must not be null");
    }

    @Test
    void theInvoiceBaseUrlIsAbsolute() {
        assertRefused(
                aTerminal().withInvoiceBaseUrl("/invoices").json(),
                Terminal.class,
                "invoice_base_url must be an absolute URL of at most 255 characters");
    }

    @Test
    void unknownFieldsAndSpellingsAreKept() {
        assertWrittenBack(
                aTerminal()
                        .withId("Term-x")
                        .forCustomer("nl", "tnM")
                        .withCustomerReference("Csms")
                        .withReference("sn-1")
                        .withEvseUids("Evse-a")
                        .withExtension("firmware", "1.10")
                        .withExtension("customer", "{\"name\":\"TNM\"}")
                        .json(),
                Terminal.class);
    }

    @Test
    void copiesDifferInOneFact() {
        Terminal terminal = aTerminal().build();

        assertThat(terminal.withTerminalId(CiString.of("TERM-2")))
                .isEqualTo(aTerminal().withId("TERM-2").build());
        assertThat(terminal.withCustomer(PartyId.of("DE", "ABC")))
                .isEqualTo(aTerminal().forCustomer("DE", "ABC").build());
        assertThat(terminal.withLastUpdated(Instant.parse("2026-05-01T00:00:00Z")))
                .isEqualTo(aTerminal().lastUpdated("2026-05-01T00:00:00Z").build());
    }
}
