package org.ocpiplatform.write.outbound;

import java.time.Clock;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.secrets.SecretSeal;

/** Calls to partners over another way of sending requests. */
public final class TestOutbound {

    private TestOutbound() {}

    public static PartnerCalls calls(OutboundHttp http, SecretSeal seal) {
        return new PartnerCalls(http, seal, new Contacts(Clock.systemUTC()));
    }

    public static PartnerDirectory directory(QueryGateway queries) {
        return new PartnerDirectory(queries);
    }
}
