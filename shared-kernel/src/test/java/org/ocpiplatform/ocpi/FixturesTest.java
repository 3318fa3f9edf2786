package org.ocpiplatform.ocpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.ocpi.json.ExactJson;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;
import org.ocpiplatform.ocpi.payments.Terminal;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.validation.Validation;
import tools.jackson.databind.JavaType;

class FixturesTest {

    /** By how the files' names begin. */
    private static final Map<String, Class<? extends Record>> TYPES = Map.of(
            "booking", Booking.class,
            "booking-location", BookingLocation.class,
            "cdr", Cdr.class,
            "confirmation", FinancialAdviceConfirmation.class,
            "credit-cdr", Cdr.class,
            "invoice-reconciliation", InvoiceReconciliationRecord.class,
            "session", Session.class,
            "tariff", Tariff.class,
            "terminal", Terminal.class,
            "token", Token.class);

    static List<String> files() throws IOException, URISyntaxException {
        Path root = Path.of(Objects.requireNonNull(FixturesTest.class.getResource("/fixtures"))
                .toURI());
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void areBoundFoundValidAndWrittenAsTheyWere(String file) {
        Object object = Validation.valid(read(file));

        assertThat(ExactJson.of(OcpiJson.mapper().valueToTree(object))).isEqualTo(ExactJson.of(Fixtures.json(file)));
    }

    @Test
    void useEveryFieldOfEveryClass() throws IOException, URISyntaxException {
        Set<String> fields = new TreeSet<>();
        Stream.concat(TYPES.values().stream(), Stream.of(Location.class))
                .forEach(type -> collectFields(OcpiJson.mapper().constructType(type), fields));
        Set<String> used = new TreeSet<>();
        for (String file : files()) {
            collectUsed(read(file), used);
        }

        assertThat(fields).hasSizeGreaterThan(150);
        assertThat(used).containsAll(fields);
    }

    @Test
    void theCreditCdrNegatesTheCostOfTheCdr() {
        Cdr cdr = (Cdr) read("german/cdr.json");
        Cdr credit = (Cdr) read("german/credit-cdr.json");

        assertThat(credit.creditReferenceId()).isEqualTo(cdr.id());
        assertThat(credit.totalCost().beforeTaxes())
                .isEqualTo(cdr.totalCost().beforeTaxes().negate());
        assertThat(credit.chargingPeriods()).isEqualTo(cdr.chargingPeriods());
    }

    private static Object read(String file) {
        String name = file.substring(file.indexOf('/') + 1, file.length() - ".json".length())
                .replace("-canada", "");
        Class<? extends Record> type = TYPES.getOrDefault(name, Location.class);
        return OcpiJson.mapper().readValue(Fixtures.text(file), type);
    }

    private static void collectFields(JavaType type, Set<String> fields) {
        if (type.isCollectionLikeType()) {
            collectFields(type.getContentType(), fields);
            return;
        }
        if (!type.isRecordType() || OpenEnum.class.isAssignableFrom(type.getRawClass())) {
            return;
        }
        for (RecordComponent component : type.getRawClass().getRecordComponents()) {
            if (!component.getAccessor().isAnnotationPresent(JsonAnySetter.class) && fields.add(name(component))) {
                collectFields(OcpiJson.mapper().constructType(component.getGenericType()), fields);
            }
        }
    }

    private static void collectUsed(Object value, Set<String> used) {
        if (value instanceof Collection<?> elements) {
            elements.forEach(element -> collectUsed(element, used));
        } else if (value instanceof Record object && !(value instanceof OpenEnum)) {
            for (RecordComponent component : object.getClass().getRecordComponents()) {
                Object field = read(component, object);
                if (field != null && !Objects.equals(field, List.of()) && !Objects.equals(field, Map.of())) {
                    used.add(name(component));
                    collectUsed(field, used);
                }
            }
        }
    }

    private static Object read(RecordComponent component, Record object) {
        try {
            return component.getAccessor().invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }
}
