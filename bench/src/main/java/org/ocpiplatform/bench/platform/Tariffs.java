package org.ocpiplatform.bench.platform;

import java.time.Instant;
import org.ocpiplatform.ocpi.json.OcpiDateTime;

/** Tariffs with a price by day, by night and for parking: about 1 KB of JSON each. */
final class Tariffs {

    /** Where the CPO publishes tariffs. */
    static final String PATH = "/ocpi/cpo/2.3.0/tariffs";

    private static final String BEFORE_LAST_UPDATED = """
            ","currency":"EUR","type":"REGULAR","tariff_alt_text":[{"language":"en",\
            "text":"0.49 EUR per kWh by day and 0.39 EUR by night, parking 2.00 EUR per hour"}],\
            "tariff_alt_url":"https://bench.example/tariffs/day-and-night",\
            "min_price":{"before_taxes":0.5},"max_price":{"before_taxes":80},"elements":[\
            {"price_components":[{"type":"ENERGY","price":0.49,"vat":21,"step_size":1}],\
            "restrictions":{"start_time":"07:00","end_time":"23:00"}},\
            {"price_components":[{"type":"ENERGY","price":0.39,"vat":21,"step_size":1}],\
            "restrictions":{"start_time":"23:00","end_time":"07:00"}},\
            {"price_components":[{"type":"PARKING_TIME","price":2,"vat":21,"step_size":300}]}],\
            "tax_included":"NO","start_date_time":"2019-12-01T00:00:00Z",\
            "energy_mix":{"is_green_energy":true,"energy_sources":[{"source":"WIND","percentage":60},\
            {"source":"SOLAR","percentage":40}],"supplier_name":"Green power"},"last_updated":\"""";

    private Tariffs() {}

    static String path(long number) {
        return PATH + "/NL/" + Sessions.CPO + "/" + Sessions.id(number);
    }

    static String json(long number) {
        return json(Sessions.id(number), Sessions.lastUpdated(number));
    }

    static String json(String id, Instant lastUpdated) {
        return "{\"country_code\":\"NL\",\"party_id\":\"BEN\",\"id\":\"" + id + BEFORE_LAST_UPDATED
                + OcpiDateTime.format(lastUpdated) + "\"}";
    }
}
