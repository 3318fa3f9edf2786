package org.ocpiplatform.api.ocpi.sessions;

/** Bodies that the documentation shows and that work as they stand for a CPO NL-TNM. */
final class SessionExamples {

    static final String SESSION = """
            {
              "country_code": "NL",
              "party_id": "TNM",
              "id": "S-1001",
              "start_date_time": "2026-03-01T08:15:00Z",
              "kwh": 4.25,
              "cdr_token": {
                "country_code": "DE",
                "party_id": "EMS",
                "uid": "04A2B3C4D5E680",
                "type": "RFID",
                "contract_id": "DE-EMS-C00001-2"
              },
              "auth_method": "WHITELIST",
              "location_id": "LOC1",
              "evse_uid": "EVSE1",
              "connector_id": "1",
              "currency": "EUR",
              "charging_periods": [
                {
                  "start_date_time": "2026-03-01T08:15:00Z",
                  "dimensions": [{"type": "ENERGY", "volume": 4.25}]
                }
              ],
              "status": "ACTIVE",
              "last_updated": "2026-03-01T08:30:00Z"
            }
            """;

    static final String PATCH = """
            {
              "kwh": 6.5,
              "charging_periods": [
                {
                  "start_date_time": "2026-03-01T08:30:00Z",
                  "dimensions": [{"type": "ENERGY", "volume": 2.25}]
                }
              ],
              "last_updated": "2026-03-01T08:45:00Z"
            }
            """;

    static final String CHARGING_PREFERENCES = """
            {"profile_type": "REGULAR", "departure_time": "2026-03-01T17:00:00Z", "energy_need": 20}
            """;

    private SessionExamples() {}
}
