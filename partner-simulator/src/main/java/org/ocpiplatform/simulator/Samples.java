package org.ocpiplatform.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

/** Small valid objects, as many as wanted; number n was last updated n seconds after the start of 2026. */
final class Samples {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String LOCATION = """
            {"country_code": "%1$s", "party_id": "%2$s", "id": "LOC%3$d", "publish": true, "name": "Car park %3$d",
             "address": "Kade %3$d", "city": "Zwolle", "postal_code": "8011 AA", "country": "NLD",
             "coordinates": {"latitude": "52.51680", "longitude": "6.08300"}, "time_zone": "Europe/Amsterdam",
             "evses": [{"uid": "LOC%3$d-E1", "evse_id": "%1$s*%2$s*E%3$d", "status": "AVAILABLE",
                        "capabilities": ["REMOTE_START_STOP_CAPABLE", "RESERVABLE"],
                        "connectors": [{"id": "1", "standard": "IEC_62196_T2", "format": "SOCKET",
                                        "power_type": "AC_3_PHASE", "max_voltage": 230, "max_amperage": 32,
                                        "tariff_ids": ["TARIFF1"], "last_updated": "%4$s"}],
                        "last_updated": "%4$s"}],
             "last_updated": "%4$s"}""";

    private static final String TARIFF = """
            {"country_code": "%1$s", "party_id": "%2$s", "id": "TARIFF%3$d", "currency": "EUR", "tax_included": "NO",
             "elements": [{"price_components": [{"type": "ENERGY", "price": 0.45, "vat": 21, "step_size": 1}]}],
             "last_updated": "%4$s"}""";

    private static final String TOKEN = """
            {"country_code": "%1$s", "party_id": "%2$s", "uid": "CARD%3$d", "type": "RFID",
             "contract_id": "%1$s-%2$s-C%3$d", "issuer": "Simulated", "valid": true, "whitelist": "ALLOWED",
             "last_updated": "%4$s"}""";

    private static final String CDR_TOKEN = """
            {"country_code": "%5$s", "party_id": "%6$s", "uid": "CARD%3$d", "type": "RFID",
             "contract_id": "%5$s-%6$s-C%3$d"}""";

    private static final String PERIODS = """
            [{"start_date_time": "2025-12-31T22:00:00Z", "tariff_id": "TARIFF1",
              "dimensions": [{"type": "ENERGY", "volume": 12.5}]}]""";

    private static final String SESSION = """
            {"country_code": "%1$s", "party_id": "%2$s", "id": "SESSION%3$d",
             "start_date_time": "2025-12-31T22:00:00Z", "kwh": 12.5, "auth_method": "WHITELIST",
             "cdr_token": """ + CDR_TOKEN + """
            , "location_id": "LOC%3$d", "evse_uid": "LOC%3$d-E1", "connector_id": "1", "currency": "EUR",
             "charging_periods": """ + PERIODS + """
            , "status": "ACTIVE", "last_updated": "%4$s"}""";

    private static final String CDR = """
            {"country_code": "%1$s", "party_id": "%2$s", "id": "CDR%3$d", "session_id": "SESSION%3$d",
             "start_date_time": "2025-12-31T22:00:00Z", "end_date_time": "2025-12-31T23:30:00Z",
             "auth_method": "WHITELIST", "cdr_token": """ + CDR_TOKEN + """
            , "cdr_location": {"id": "LOC%3$d", "address": "Kade %3$d", "city": "Zwolle", "country": "NLD",
                               "coordinates": {"latitude": "52.51680", "longitude": "6.08300"},
                               "evse_uid": "LOC%3$d-E1", "evse_id": "%1$s*%2$s*E%3$d", "connector_id": "1",
                               "connector_standard": "IEC_62196_T2", "connector_format": "SOCKET",
                               "connector_power_type": "AC_3_PHASE"},
             "currency": "EUR", "charging_periods": """ + PERIODS + """
            , "total_cost": {"before_taxes": 5.62}, "total_energy": 12.5, "total_time": 1.5,
             "last_updated": "%4$s"}""";

    private Samples() {}

    /**
     * Objects number 1 to {@code count} of a module.
     *
     * @param owner of the objects
     * @param driver the eMSP whose tokens stand in sessions and CDRs
     * @throws IllegalArgumentException if there are no samples of the module
     */
    static List<ObjectNode> of(DataModule module, PartyId owner, PartyId driver, int count) {
        String template = switch (module) {
            case LOCATIONS -> LOCATION;
            case TARIFFS -> TARIFF;
            case TOKENS -> TOKEN;
            case SESSIONS -> SESSION;
            case CDRS -> CDR;
            case BOOKING_LOCATIONS, BOOKINGS, CLIENT_INFO, CONFIRMATIONS, INVOICE_RECONCILIATION, TERMINALS ->
                throw new IllegalArgumentException(
                        "there are samples of locations, tariffs, tokens, sessions and cdrs");
        };
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> (ObjectNode) OcpiJson.mapper()
                        .readTree(String.format(
                                Locale.ROOT,
                                template,
                                owner.countryCode(),
                                owner.partyId(),
                                number,
                                OcpiDateTime.format(START.plusSeconds(number)),
                                driver.countryCode(),
                                driver.partyId())))
                .toList();
    }
}
