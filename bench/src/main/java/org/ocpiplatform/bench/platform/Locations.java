package org.ocpiplatform.bench.platform;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ocpiplatform.ocpi.json.OcpiDateTime;

/** Locations with a number of EVSEs of two connectors each: about 0.4 KB of JSON, and 0.9 KB more for every EVSE. */
public final class Locations {

    /** Where a CPO pushes the copies for eMSPs. */
    public static final String RECEIVED = "/ocpi/emsp/2.3.0/locations";
    /** Where the same CPO publishes them. */
    public static final String PUBLISHED = "/ocpi/cpo/2.3.0/locations";

    private static final String BEFORE_EVSES = """
            ","publish":true,"name":"Parking garage at the station","address":"Stationsplein 11","city":"Utrecht",\
            "postal_code":"3511 ED","country":"NLD","coordinates":{"latitude":"52.089440","longitude":"5.110270"},\
            "parking_type":"PARKING_GARAGE","evses":[""";
    private static final String EVSE = """
            {"uid":"%1$s","evse_id":"NL*BEN*E%2$06d","status":"AVAILABLE","capabilities":["RFID_READER",\
            "REMOTE_START_STOP_CAPABLE","CHARGING_PREFERENCES_CAPABLE","RESERVABLE"],"connectors":[\
            {"id":"1","standard":"IEC_62196_T2_COMBO","format":"CABLE","power_type":"DC","max_voltage":920,\
            "max_amperage":400,"max_electric_power":150000,"tariff_ids":["TARIFF-DAY-1","TARIFF-NIGHT-1"],\
            "last_updated":"2019-12-01T08:00:00Z"},\
            {"id":"2","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,\
            "max_amperage":32,"max_electric_power":22000,"tariff_ids":["TARIFF-DAY-1","TARIFF-NIGHT-1"],\
            "last_updated":"2019-12-01T08:00:00Z"}],"floor_level":"-1",\
            "coordinates":{"latitude":"52.089470","longitude":"5.110310"},"physical_reference":"P%2$d",\
            "directions":[{"language":"en","text":"Level -1, behind the lift"}],"parking_restrictions":["EV_ONLY"],"last_updated":"2019-12-01T08:00:00Z"}""";
    private static final String BEFORE_LAST_UPDATED = """
            ],"time_zone":"Europe/Amsterdam","opening_times":{"twentyfourseven":true},"last_updated":\"""";

    private final String list;
    private final int evses;
    private final String middle;

    /** Locations at one of the two paths. */
    public Locations(String list, int evses) {
        this.list = list;
        this.evses = evses;
        this.middle = BEFORE_EVSES
                + IntStream.range(0, evses)
                        .mapToObj(i -> EVSE.formatted(evseUid(i), i))
                        .collect(Collectors.joining(","))
                + BEFORE_LAST_UPDATED;
    }

    String list() {
        return list;
    }

    String path(long number) {
        return list + "/NL/" + Sessions.CPO + "/" + Sessions.id(number);
    }

    /** Changes of one location go round its EVSEs. */
    String evsePath(long number, long change) {
        return path(number) + "/" + evseUid((int) (change % evses));
    }

    /** The uid of an EVSE, counted from zero. */
    public static String evseUid(int index) {
        return "EVSE-%06d".formatted(index);
    }

    /** The location as it is first pushed. */
    public String json(long number) {
        return "{\"country_code\":\"NL\",\"party_id\":\"BEN\",\"id\":\"" + Sessions.id(number) + middle
                + OcpiDateTime.format(Sessions.lastUpdated(number)) + "\"}";
    }

    /**
     * A change of any EVSE.
     *
     * @param number larger than those of earlier changes to the same location
     */
    public static String patch(long number) {
        return "{\"status\":\"" + (number % 2 == 0 ? "CHARGING" : "AVAILABLE") + "\",\"last_updated\":\""
                + OcpiDateTime.format(Sessions.patchedAt(number)) + "\"}";
    }
}
