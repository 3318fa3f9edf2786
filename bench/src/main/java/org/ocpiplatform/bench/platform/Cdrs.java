package org.ocpiplatform.bench.platform;

import java.time.Instant;
import org.ocpiplatform.ocpi.json.OcpiDateTime;

/** CDRs with their tariff and three charging periods: about 2.5 KB of JSON each. */
final class Cdrs {

    /** Where the CPO sends CDRs and the eMSP reads them. */
    static final String PATH = "/ocpi/emsp/2.3.0/cdrs";

    private static final String BEFORE_TARIFF = """
            ","start_date_time":"2019-12-31T22:13:37Z","end_date_time":"2019-12-31T23:43:37Z",\
            "session_id":"BENCH-S-0042","cdr_token":{"country_code":"NL","party_id":"BEM","uid":"04A1B2C3D4E5F6",\
            "type":"RFID","contract_id":"NL-BEM-C12345678-X"},"auth_method":"AUTH_REQUEST",\
            "authorization_reference":"a3f1c7d2-5b9e-4e0a-8c64-2d7f90b1e358","cdr_location":{"id":"LOC-AMS-00042",\
            "name":"Parking garage at the station","address":"Stationsplein 11","city":"Amsterdam",\
            "postal_code":"1012 AB","country":"NLD","coordinates":{"latitude":"52.378900","longitude":"4.900270"},\
            "evse_uid":"EVSE-AMS-00042-7","evse_id":"NL*BEN*E000427","connector_id":"1",\
            "connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},\
            "meter_id":"METER-7731-A","currency":"EUR","tariffs":[""";
    private static final String BEFORE_LAST_UPDATED = """
            ],"charging_periods":[{"start_date_time":"2019-12-31T22:13:37Z","dimensions":[{"type":"ENERGY",\
            "volume":3.205},{"type":"MAX_CURRENT","volume":31.5}],"tariff_id":"TARIFF-DAY-1"},\
            {"start_date_time":"2019-12-31T22:43:37Z","dimensions":[{"type":"ENERGY","volume":2.115},\
            {"type":"MAX_CURRENT","volume":16}],"tariff_id":"TARIFF-DAY-1"},\
            {"start_date_time":"2019-12-31T23:13:37Z","dimensions":[{"type":"PARKING_TIME","volume":0.5}],\
            "tariff_id":"TARIFF-DAY-1"}],"total_cost":{"before_taxes":3.61,"taxes":[{"name":"VAT",\
            "percentage":21,"amount":0.76}]},"total_energy":5.32,"total_energy_cost":{"before_taxes":2.61,\
            "taxes":[{"name":"VAT","percentage":21,"amount":0.55}]},"total_time":1.5,"total_parking_time":0.5,\
            "total_parking_cost":{"before_taxes":1,"taxes":[{"name":"VAT","percentage":21,"amount":0.21}]},\
            "last_updated":\"""";
    private static final String MIDDLE =
            BEFORE_TARIFF + Tariffs.json("TARIFF-DAY-1", Instant.parse("2019-12-01T00:00:00Z")) + BEFORE_LAST_UPDATED;

    private Cdrs() {}

    static String path(long number) {
        return PATH + "/NL/" + Sessions.CPO + "/" + Sessions.id(number);
    }

    static String json(long number) {
        return "{\"country_code\":\"NL\",\"party_id\":\"BEN\",\"id\":\"" + Sessions.id(number) + MIDDLE
                + OcpiDateTime.format(Sessions.lastUpdated(number)) + "\"}";
    }
}
