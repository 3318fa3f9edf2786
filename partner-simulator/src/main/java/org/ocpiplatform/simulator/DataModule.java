package org.ocpiplatform.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;
import org.ocpiplatform.ocpi.invoicereconciliation.InvoiceReconciliationRecord;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.payments.FinancialAdviceConfirmation;
import org.ocpiplatform.ocpi.payments.Terminal;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.validation.Validation;
import tools.jackson.databind.JsonNode;

/** A kind of object that partners exchange: where it is, what identifies it, what may be done to it where it is pushed. */
enum DataModule {
    /** Only to be read: it stands before the bookings, whose path its own begins with. */
    BOOKING_LOCATIONS("bookings/booking_locations", "id", "", "GET", BookingLocation.class, 2000),
    BOOKINGS("bookings", "id", "/reservation_status", "GET PUT PATCH", Booking.class, 2000),
    CDRS("cdrs", "id", "/auth_method", "GET POST", Cdr.class, 2000),
    CLIENT_INFO("hubclientinfo", "", "/status", "GET PUT", ClientInfo.class, 2000),
    CONFIRMATIONS(
            "payments/financial-advice-confirmations",
            "id",
            "/capture_status_code",
            "GET POST",
            FinancialAdviceConfirmation.class,
            2000),
    INVOICE_RECONCILIATION(
            "invoicereconciliation", "id", "", "GET POST PUT DELETE", InvoiceReconciliationRecord.class, 2000),
    LOCATIONS("locations", "id", "/evses/0/status", "GET PUT PATCH", Location.class, 2003),
    SESSIONS("sessions", "id", "/status", "GET PUT PATCH", Session.class, 2000),
    TARIFFS("tariffs", "id", "/elements/0/price_components/0/type", "GET PUT DELETE", Tariff.class, 2000),
    TERMINALS("payments/terminals", "terminal_id", "/invoice_creator", "GET POST PUT PATCH", Terminal.class, 2000),
    TOKENS("tokens", "uid", "/whitelist", "GET PUT PATCH", Token.class, 2004);

    private final String path;
    private final String idField;
    private final String enumField;
    private final Set<String> receiverMethods;
    private final Class<?> type;
    private final int notFound;

    DataModule(String path, String idField, String enumField, String methods, Class<?> type, int notFound) {
        this.path = path;
        this.idField = idField;
        this.enumField = enumField;
        this.receiverMethods = Set.of(methods.split(" "));
        this.type = type;
        this.notFound = notFound;
    }

    /**
     * The module whose objects are below this path, as in {@code payments/terminals}.
     *
     * @throws IllegalArgumentException if there is none
     */
    static DataModule of(String path) {
        return Arrays.stream(values())
                .filter(each -> each.path.equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no module \"" + path + "\"; there are "
                        + Arrays.stream(values()).map(DataModule::path).sorted().toList()));
    }

    /** The module that the segments of a path begin with. */
    static Optional<DataModule> at(List<String> segments) {
        String path = String.join("/", segments) + "/";
        return Arrays.stream(values())
                .filter(each -> path.startsWith(each.path + "/"))
                .findFirst();
    }

    /** Below the endpoint's side, as in {@code payments/terminals}. */
    String path() {
        return path;
    }

    /** How many segments {@link #path()} has. */
    int depth() {
        return path.split("/").length;
    }

    /** Name of the field that identifies an object within its party; empty if the party is all. */
    String idField() {
        return idField;
    }

    /** JSON Pointer to a field with a closed list of values; empty if there is none. */
    String enumField() {
        return enumField;
    }

    Set<String> receiverMethods() {
        return receiverMethods;
    }

    /** OCPI status code for an object that does not exist. */
    int notFound() {
        return notFound;
    }

    /** The segments of an object's own URL: country code, party and id, as far as it has them. */
    List<String> segments(JsonNode object) {
        return (this == TERMINALS ? List.of(idField) : List.of("country_code", "party_id", idField))
                .stream()
                        .filter(name -> !name.isEmpty())
                        .map(name -> object.path(name).asString(""))
                        .filter(value -> !value.isEmpty())
                        .toList();
    }

    /**
     * Checks an object against the constraints of its OCPI type.
     *
     * @throws RuntimeException with a message for the partner if it breaks any
     */
    void check(JsonNode object) {
        Validation.valid(OcpiJson.mapper().treeToValue(object, type));
    }
}
