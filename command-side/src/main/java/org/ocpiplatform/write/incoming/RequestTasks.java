package org.ocpiplatform.write.incoming;

import java.time.Instant;
import org.ocpiplatform.contract.remote.RequestId;

/** What is done about requests by tasks, each of which is carried out once however often it is asked for. */
interface RequestTasks {

    /** Hands the request to the charge point back end at that time, if that has not been done by then. */
    void forward(RequestId id, Instant at, String correlationId);

    /** Tells the partner a result now. */
    void tellResult(RequestId id, int number, String correlationId);
}
