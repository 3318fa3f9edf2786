package org.ocpiplatform.ocpi.locations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples of connectors: a Type 2 socket of 22 kilowatts. */
public final class Connectors {

    private final String id;
    private ConnectorType standard = ConnectorType.IEC_62196_T2;
    private int maxAmperage = 32;
    private final List<CiString> tariffIds = new ArrayList<>();
    private String lastUpdated = "2026-02-01T08:00:00Z";
    private final Map<String, JsonNode> extensions = new LinkedHashMap<>();

    Connectors(String id) {
        this.id = id;
    }

    public Connectors withStandard(ConnectorType value) {
        standard = value;
        return this;
    }

    public Connectors withMaxAmperage(int value) {
        maxAmperage = value;
        return this;
    }

    public Connectors withTariffId(String value) {
        tariffIds.add(CiString.of(value));
        return this;
    }

    public Connectors lastUpdated(String dateTime) {
        lastUpdated = dateTime;
        return this;
    }

    /** Adds a field that OCPI does not define. */
    public Connectors withExtension(String name, String json) {
        extensions.put(name, OcpiJson.mapper().readTree(json));
        return this;
    }

    public Connector build() {
        return new Connector(
                CiString.of(id),
                standard,
                ConnectorFormat.SOCKET,
                PowerType.AC_3_PHASE,
                230,
                maxAmperage,
                null,
                List.copyOf(tariffIds),
                null,
                List.of(),
                OcpiDateTime.parse(lastUpdated),
                extensions);
    }

    /** The connector as a partner sends it. */
    public ObjectNode json() {
        return OcpiJson.mapper().valueToTree(build());
    }
}
