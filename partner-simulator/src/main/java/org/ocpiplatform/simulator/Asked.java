package org.ocpiplatform.simulator;

import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Validation;

/**
 * Something that the simulator asked of a CPO, which reports later what became of it.
 *
 * @param operation command, or GET, PUT or DELETE of charging profiles
 * @param uid by which the results are found
 * @param responseUrl where the results are to be posted
 * @param reply of the CPO
 */
public record Asked(String operation, String uid, String responseUrl, Reply reply) {

    /**
     * The data of the reply: a CommandResponse or a ChargingProfileResponse.
     *
     * @throws RuntimeException if they are not of this type or break its rules
     */
    public <T> T response(Class<T> type) {
        return Validation.valid(OcpiJson.mapper().treeToValue(reply.data(), type));
    }
}
