package org.ocpiplatform.write.outbound.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.ocpiplatform.contract.tracing.Traces;
import org.ocpiplatform.write.outbound.BackEndHttp;
import org.ocpiplatform.write.outbound.Contacts;
import org.ocpiplatform.write.outbound.OutboundSettings;
import org.ocpiplatform.write.outbound.UrlGuard;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to the operator's own systems. */
@Configuration(proxyBeanMethods = false)
class BackEndConfiguration implements DisposableBean {

    /** One back end serves all charge points, so it must bear more at a time than a partner is asked to. */
    private static final int MAX_CONCURRENT = 64;

    private final GuardedHttp http;

    BackEndConfiguration(
            OutboundSettings settings,
            RequestIds ids,
            Clock clock,
            Contacts contacts,
            MeterRegistry meters,
            Traces traces) {
        OutboundSettings own = new OutboundSettings(
                true, settings.connectTimeout(), settings.timeout(), settings.maxResponseBytes(), MAX_CONCURRENT);
        http = new GuardedHttp(own, new UrlGuard(own), ids, clock, contacts, meters, traces);
    }

    @Bean
    BackEndHttp backEndHttp() {
        return new BackEndHttp(http);
    }

    @Override
    public void destroy() {
        http.close();
    }
}
