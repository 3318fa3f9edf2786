package org.ocpiplatform.write.chargepoints.simulated;

import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** What tasks remember, as JSON; what it says of drivers is sealed as in events. */
final class TaskData {

    private final PersonalData personal;

    TaskData(PersonalData personal) {
        this.personal = personal;
    }

    <T> T read(String data, Class<T> type) {
        return OcpiJson.mapper().readValue(personal.open(data), type);
    }

    String written(Object data) {
        return personal.seal(OcpiJson.mapper().writeValueAsString(data));
    }
}
