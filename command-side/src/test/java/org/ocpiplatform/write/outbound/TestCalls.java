package org.ocpiplatform.write.outbound;

import java.time.Clock;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.secrets.SecretSeal;

/** Gives tests of other packages what Spring would. */
public final class TestCalls {

    private TestCalls() {}

    /** Calls over something that answers in the partners' place. */
    public static PartnerCalls over(OutboundHttp http, SecretSeal seal) {
        return new PartnerCalls(http, seal, new Contacts(Clock.systemUTC()));
    }

    /** The partners that a query gateway knows. */
    public static PartnerDirectory directory(QueryGateway queries) {
        return new PartnerDirectory(queries);
    }
}
