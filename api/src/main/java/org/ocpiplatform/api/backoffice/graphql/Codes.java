package org.ocpiplatform.api.backoffice.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.ocpiplatform.ocpi.OpenEnum;

/**
 * A catalogue of codes: the values of one enum of OCPI 2.3.0, numbered from 1 in OCPI's order. A value that OCPI does
 * not list gets a number above 1000 that follows from its text, so that it is the same on every node and for ever.
 */
final class Codes {

    static final Codes CAPABILITIES = new Codes(
            "CHARGING_PROFILE_CAPABLE", "Supports charging profiles",
            "CHARGING_PREFERENCES_CAPABLE", "Supports charging preferences",
            "CHIP_CARD_SUPPORT", "Payment terminal for chip cards",
            "CONTACTLESS_CARD_SUPPORT", "Payment terminal for contactless cards",
            "CREDIT_CARD_PAYABLE", "Payment by credit card",
            "DEBIT_CARD_PAYABLE", "Payment by debit card",
            "PED_TERMINAL", "Payment terminal with PIN entry",
            "REMOTE_START_STOP_CAPABLE", "Remote start and stop",
            "RESERVABLE", "Can be reserved",
            "RFID_READER", "RFID reader",
            "START_SESSION_CONNECTOR_REQUIRED", "Remote start needs the connector",
            "TOKEN_GROUP_CAPABLE", "Supports token groups",
            "UNLOCK_CAPABLE", "Connector can be unlocked remotely");

    static final Codes PAYMENT_TYPES = new Codes(
            "CHIP_CARD_SUPPORT", "Chip card",
            "CONTACTLESS_CARD_SUPPORT", "Contactless card",
            "CREDIT_CARD_PAYABLE", "Credit card",
            "DEBIT_CARD_PAYABLE", "Debit card",
            "PED_TERMINAL", "Card with PIN entry");

    static final Codes FACILITIES = new Codes(
            "HOTEL", "Hotel",
            "RESTAURANT", "Restaurant",
            "CAFE", "Café",
            "MALL", "Shopping mall",
            "SUPERMARKET", "Supermarket",
            "SPORT", "Sports facility",
            "RECREATION_AREA", "Recreation area",
            "NATURE", "Nature or park",
            "MUSEUM", "Museum",
            "BIKE_SHARING", "Bike, e-bike or e-scooter sharing",
            "BUS_STOP", "Bus stop",
            "TAXI_STAND", "Taxi stand",
            "TRAM_STOP", "Tram stop",
            "METRO_STATION", "Metro station",
            "TRAIN_STATION", "Train station",
            "AIRPORT", "Airport",
            "PARKING_LOT", "Parking lot",
            "CARPOOL_PARKING", "Carpool parking",
            "FUEL_STATION", "Fuel station",
            "WIFI", "Wi-Fi");

    static final Codes PARKING_RESTRICTIONS = new Codes(
            "CUSTOMERS", "Customers only",
            "DISABLED", "Disabled people only",
            "EMPLOYEES", "Employees only",
            "EV_ONLY", "Electric vehicles only",
            "MOTORCYCLES", "Motorcycles only",
            "PLUGGED", "Only while plugged in",
            "TAXIS", "Taxis only",
            "TENANTS", "Tenants only");

    static final Codes PARKING_TYPES = new Codes(
            "ALONG_MOTORWAY", "Along a motorway",
            "PARKING_GARAGE", "Parking garage",
            "PARKING_LOT", "Parking lot",
            "ON_DRIVEWAY", "On a driveway",
            "ON_STREET", "On the street",
            "UNDERGROUND_GARAGE", "Underground garage");

    private static final int FIRST_UNLISTED = 1_001;
    private static final long UNLISTED = 1L << 30;

    private final Map<String, Code> listed = new LinkedHashMap<>();

    private Codes(String... codesAndDescriptions) {
        for (int i = 0; i < codesAndDescriptions.length; i += 2) {
            listed.put(
                    codesAndDescriptions[i],
                    new Code(listed.size() + 1, codesAndDescriptions[i], codesAndDescriptions[i + 1]));
        }
    }

    /** Whether OCPI lists the value. */
    boolean lists(OpenEnum value) {
        return listed.containsKey(value.value());
    }

    /** The code of a value. */
    Code of(OpenEnum value) {
        String text = value.value();
        Code known = listed.get(text);
        return known == null ? new Code(numberOf(text), text, text) : known;
    }

    /** The codes of some values, in their order and each once. */
    List<Code> of(Collection<? extends OpenEnum> values) {
        return values.stream().distinct().map(this::of).toList();
    }

    private static int numberOf(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) (FIRST_UNLISTED + checksum.getValue() % UNLISTED);
    }
}
