package org.ocpiplatform.api.web;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.ocpiplatform.api.http.MessageIds;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.tracing.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/** What traces say of a request: by which ids it is followed and who called, but not the URL, which may hold a uid. */
@Component
final class RequestObservation extends DefaultServerRequestObservationConvention {

    private final boolean traced;

    RequestObservation(ObjectProvider<Traces> traces) {
        this.traced = traces.getIfAvailable(() -> Traces.NONE) != Traces.NONE;
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
        if (!traced) {
            return KeyValues.empty();
        }
        HttpServletRequest request = Objects.requireNonNull(context.getCarrier());
        MessageIds ids = MessageIds.of(request);
        return KeyValues.of(
                KeyValue.of(Traces.CORRELATION_ID, ids.correlationId()),
                KeyValue.of("ocpi.request_id", ids.requestId()),
                KeyValue.of(Traces.PARTNER, partner(request)));
    }

    private static String partner(HttpServletRequest request) {
        return OcpiExchange.covers(request.getRequestURI())
                ? OcpiExchange.of(request).partnerId().orElse("none")
                : "none";
    }
}
