package org.ocpiplatform.bench.platform;

import org.ocpiplatform.ocpi.json.OcpiDateTime;

/** Tokens: about 0.4 KB of JSON each. */
final class Tokens {

    /** Where the eMSP publishes tokens and the CPO reads them. */
    static final String PATH = "/ocpi/emsp/2.3.0/tokens";

    private static final String BEFORE_LAST_UPDATED = """
            ","type":"RFID","contract_id":"NL-BEM-C12345678-X","visual_number":"DF000-2001-8999-1",\
            "issuer":"Bench mobility","group_id":"BENCH-GROUP-7","valid":true,"whitelist":"ALLOWED","language":"nl",\
            "default_profile_type":"GREEN","energy_contract":{"supplier_name":"Green power","contract_id":"0123456789"},\
            "last_updated":\"""";

    private Tokens() {}

    static String path(long number) {
        return PATH + "/NL/" + Sessions.EMSP + "/" + Sessions.id(number);
    }

    static String json(long number) {
        return "{\"country_code\":\"NL\",\"party_id\":\"BEM\",\"uid\":\"" + Sessions.id(number) + BEFORE_LAST_UPDATED
                + OcpiDateTime.format(Sessions.lastUpdated(number)) + "\"}";
    }

    static String patch(long number) {
        return "{\"valid\":" + (number % 2 == 1) + ",\"last_updated\":\""
                + OcpiDateTime.format(Sessions.patchedAt(number)) + "\"}";
    }
}
