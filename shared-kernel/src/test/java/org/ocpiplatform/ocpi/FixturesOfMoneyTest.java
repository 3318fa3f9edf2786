package org.ocpiplatform.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;
import org.ocpiplatform.ocpi.payments.Terminal;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.validation.ObjectChecks;
import tools.jackson.databind.node.ObjectNode;

class FixturesOfMoneyTest {

    private static final Map<String, Class<? extends Record>> FIXTURES = Map.ofEntries(
            Map.entry("german/token", Token.class),
            Map.entry("german/session", Session.class),
            Map.entry("german/cdr", Cdr.class),
            Map.entry("german/credit-cdr", Cdr.class),
            Map.entry("dutch/token", Token.class),
            Map.entry("dutch/cdr", Cdr.class),
            Map.entry("dutch/booking-location", BookingLocation.class),
            Map.entry("dutch/booking", Booking.class),
            Map.entry("north-american/cdr", Cdr.class),
            Map.entry("north-american/terminal", Terminal.class),
            Map.entry("north-american/confirmation", FinancialAdviceConfirmation.class),
            Map.entry("philippine/token", Token.class),
            Map.entry("philippine/cdr", Cdr.class),
            Map.entry("philippine/invoice-reconciliation", InvoiceReconciliationRecord.class),
            Map.entry("home-charger/cdr", Cdr.class),
            Map.entry("unicode/token", Token.class),
            Map.entry("unicode/session", Session.class));

    private static Stream<Arguments> fixtures() {
        return FIXTURES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(fixture -> Arguments.of(fixture.getKey(), fixture.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void isWrittenBackWithEveryDigit(String name, Class<? extends Record> type) {
        ObjectChecks.assertWrittenBack(fixture(name), type);
    }

    @Test
    void theCreditCdrNegatesTheCostOfTheCdr() {
        Cdr cdr = ObjectChecks.read(fixture("german/cdr"), Cdr.class);
        Cdr credit = ObjectChecks.read(fixture("german/credit-cdr"), Cdr.class);

        assertThat(credit.creditReferenceId()).isEqualTo(cdr.id());
        assertThat(credit.totalCost().beforeTaxes())
                .isEqualTo(cdr.totalCost().beforeTaxes().negate());
        assertThat(credit.chargingPeriods()).isEqualTo(cdr.chargingPeriods());
    }

    @Test
    void everyFieldIsUsed() {
        Set<String> all = new TreeSet<>();
        Set<String> used = new TreeSet<>();

        FIXTURES.forEach((name, type) -> collect(ObjectChecks.read(fixture(name), type), all, used));

        assertThat(used).containsExactlyElementsOf(all);
    }

    /** Walks the records; a field is used where it has a value, and a list where it has an element. */
    private static void collect(@Nullable Object value, Set<String> all, Set<String> used) {
        if (value instanceof List<?> elements) {
            elements.forEach(element -> collect(element, all, used));
            return;
        }
        if (!(value instanceof Record object)) {
            return;
        }
        for (RecordComponent component : object.getClass().getRecordComponents()) {
            if (component.getName().equals("extensions")) {
                continue;
            }
            String field = object.getClass().getSimpleName() + "." + component.getName();
            all.add(field);
            Object part = read(object, component);
            if (part != null && !List.of().equals(part)) {
                used.add(field);
            }
            collect(part, all, used);
        }
    }

    private static @Nullable Object read(Record object, RecordComponent component) {
        try {
            return component.getAccessor().invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode fixture(String name) {
        try (InputStream file = FixturesOfMoneyTest.class.getResourceAsStream("/fixtures/" + name + ".json")) {
            return (ObjectNode) OcpiJson.mapper().readTree(Objects.requireNonNull(file, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
