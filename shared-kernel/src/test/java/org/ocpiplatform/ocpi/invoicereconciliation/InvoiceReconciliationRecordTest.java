package org.ocpiplatform.ocpi.invoicereconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.invoicereconciliation.InvoiceRecords.aRecord;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertAccepted;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertRefused;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertWrittenBack;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.read;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.with;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.databind.node.ObjectNode;

class InvoiceReconciliationRecordTest {

    @ParameterizedTest
    @ValueSource(strings = {"country_code", "party_id", "id", "invoice_id", "last_updated"})
    void aRequiredFieldMayNotBeMissing(String path) {
        assertRefused(
                with(aRecord().json(), path, "null"), InvoiceReconciliationRecord.class, path + " must not be null");
    }

    @ParameterizedTest
    @CsvSource({"country_code, 2", "party_id, 3", "id, 36", "invoice_id, 255"})
    void aTextMayHaveItsLengthAndNoMore(String path, int length) {
        assertAccepted(
                with(aRecord().json(), path, "\"" + "x".repeat(length) + "\""), InvoiceReconciliationRecord.class);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> read(
                        with(aRecord().json(), path, "\"" + "x".repeat(length + 1) + "\""),
                        InvoiceReconciliationRecord.class))
                .withMessageStartingWith(path + " must be ");
    }

    @Test
    void coversAtLeastOneCdr() {
        assertRefused(aRecord().withCdrs().json(), InvoiceReconciliationRecord.class, "cdrs must not be empty");
    }

    @Test
    void aCdrMayHaveTheIdOfACreditCdr() {
        assertAccepted(aRecord().withCdrs("C1", "x".repeat(39)).json(), InvoiceReconciliationRecord.class);
        assertRefused(
                aRecord().withCdrs("C1", "x".repeat(40)).json(),
                InvoiceReconciliationRecord.class,
                "cdrs[1] must be 1 to 39 printable ASCII characters");
    }

    @Test
    void unknownFieldsAndSpellingsAreKept() {
        ObjectNode json = aRecord()
                .ownedBy("nl", "tnm")
                .withId("Ir-1")
                .withInvoiceId("Inv/2026")
                .withCdrs("c1", "C2")
                .withExtension("total", "12.50")
                .json();

        assertWrittenBack(json, InvoiceReconciliationRecord.class);
        assertThat(read(json, InvoiceReconciliationRecord.class).owner()).isEqualTo(PartyId.of("NL", "TNM"));
    }
}
