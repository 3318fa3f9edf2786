package org.ocpiplatform.write.chargepoints;

import org.ocpiplatform.contract.chargepoints.ForwardRequest;
import org.ocpiplatform.contract.chargepoints.Forwarding;

/**
 * What stands between this platform and the charge points. Its result comes later, as a
 * {@link org.ocpiplatform.contract.incoming.IncomingRequestCommand.RecordReply}.
 */
public interface ChargePoints {

    /** Hands over a request; the same one may come again, and then is not carried out twice. */
    Forwarding forward(ForwardRequest request);
}
