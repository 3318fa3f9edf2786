package org.ocpiplatform.write.outgoing;

import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RequestId;

/** The task that sends a request, which is carried out soon, on one node at a time. */
@FunctionalInterface
interface SendingTask {

    /** Has a request sent to a partner; does nothing if that is planned already. */
    void plan(RequestId request, PartnerId partner);
}
