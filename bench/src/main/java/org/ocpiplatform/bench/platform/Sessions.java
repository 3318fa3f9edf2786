package org.ocpiplatform.bench.platform;

import java.time.Instant;
import org.ocpiplatform.ocpi.json.OcpiDateTime;

/** The sessions that are pushed: about 1 KB of JSON each, named by a number. */
public final class Sessions {

    /** Where the CPO pushes sessions and the eMSP reads them. */
    public static final String PATH = "/ocpi/emsp/2.3.0/sessions";

    /** The party of the CPO, of country NL. */
    public static final String CPO = "BEN";

    static final String EMSP = "BEM";

    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant PATCHES = Instant.parse("2025-01-01T00:00:00Z");

    private static final String BEFORE_KWH = """
            ","start_date_time":"2019-12-31T22:13:37Z","kwh":""";
    private static final String DRIVER = "04A1B2C3D4E5F6";
    private static final String BEFORE_LAST_UPDATED = """
            ,"cdr_token":{"country_code":"NL","party_id":"BEM","uid":"%s","type":"RFID",\
            "contract_id":"NL-BEM-C12345678-X"},"auth_method":"AUTH_REQUEST",\
            "authorization_reference":"a3f1c7d2-5b9e-4e0a-8c64-2d7f90b1e358","location_id":"LOC-AMS-00042",\
            "evse_uid":"EVSE-AMS-00042-7","connector_id":"1","meter_id":"METER-7731-A","currency":"EUR",\
            "charging_periods":[{"start_date_time":"2019-12-31T22:13:37Z","dimensions":[{"type":"ENERGY",\
            "volume":3.205},{"type":"MAX_CURRENT","volume":31.5}],"tariff_id":"TARIFF-DAY-1"},\
            {"start_date_time":"2019-12-31T22:43:37Z","dimensions":[{"type":"ENERGY","volume":2.115},\
            {"type":"MAX_CURRENT","volume":16.0}],"tariff_id":"TARIFF-DAY-1"},\
            {"start_date_time":"2019-12-31T23:13:37Z","dimensions":[{"type":"PARKING_TIME","volume":0.25}],\
            "tariff_id":"TARIFF-DAY-1"}],"total_cost":{"before_taxes":2.87,"taxes":[{"name":"VAT","amount":0.6}]},\
            "status":"ACTIVE","last_updated":\"""";

    private Sessions() {}

    /** The path of a session. */
    public static String path(long number) {
        return path(id(number));
    }

    /** The path of a session of any name. */
    public static String path(String id) {
        return PATH + "/NL/" + CPO + "/" + id;
    }

    /** The id of a session. */
    public static String id(long number) {
        return "BENCH-%010d".formatted(number);
    }

    /** The session as it is first pushed. */
    public static String json(long number) {
        return json(id(number), DRIVER, number);
    }

    /**
     * A session of any name as it is first pushed.
     *
     * @param driver uid of the driver's token
     * @param number says when it was updated
     */
    public static String json(String id, String driver, long number) {
        return "{\"country_code\":\"NL\",\"party_id\":\"BEN\",\"id\":\"" + id + BEFORE_KWH + kwh(number)
                + BEFORE_LAST_UPDATED.formatted(driver) + OcpiDateTime.format(lastUpdated(number)) + "\"}";
    }

    /** When the session was updated, according to its first push: one second after the session before. */
    public static Instant lastUpdated(long number) {
        return FIRST.plusSeconds(number);
    }

    /**
     * A change of any session.
     *
     * @param number larger than those of earlier changes to the same session
     */
    public static String patch(long number) {
        return "{\"kwh\":" + kwh(number) + ",\"last_updated\":\"" + OcpiDateTime.format(patchedAt(number)) + "\"}";
    }

    /** A change that also appends a charging period, which begins at {@link #patchedAt}. */
    public static String patchWithPeriod(long number) {
        String at = OcpiDateTime.format(patchedAt(number));
        return "{\"kwh\":" + kwh(number) + ",\"charging_periods\":[{\"start_date_time\":\"" + at
                + "\",\"dimensions\":[{\"type\":\"ENERGY\",\"volume\":0.125}]}],\"last_updated\":\"" + at + "\"}";
    }

    /** The time in the change of that number. */
    public static Instant patchedAt(long number) {
        return PATCHES.plusMillis(number);
    }

    private static String kwh(long number) {
        return "%d.%03d".formatted(5 + number % 60, number % 1000);
    }
}
