package org.ocpiplatform.app;

/** Sessions of NL-TNM as a partner sends them. */
final class SessionJson {

    private SessionJson() {}

    static String aSession(String id, String tokenCountry, String tokenParty, String lastUpdated) {
        return """
                {"country_code":"NL","party_id":"TNM","id":"%s","start_date_time":"2026-01-10T10:00:00Z","kwh":0.0,
                 "cdr_token":{"country_code":"%s","party_id":"%s","uid":"012345678","type":"RFID","contract_id":"C12345678"},
                 "auth_method":"WHITELIST","location_id":"LOC1","evse_uid":"EVSE-1","connector_id":"1","currency":"EUR",
                 "status":"ACTIVE","last_updated":"%s"}
                """.formatted(id, tokenCountry, tokenParty, lastUpdated);
    }
}
