package org.ocpiplatform.api.messaging;

import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.Rejection;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;

/** Asks the query side. Every method throws a {@link Rejection} as it comes, or if there is no answer in time. */
@Component
public final class Queries {

    private final QueryGateway gateway;

    Queries(QueryGateway gateway) {
        this.gateway = gateway;
    }

    /** The answer to a query that has exactly one. */
    public <R> R one(Object query, Class<R> type) {
        return Causes.await(gateway.query(query, ResponseTypes.instanceOf(type)));
    }

    /** The answer to a query that may have none. */
    public <R> Optional<R> optional(Object query, Class<R> type) {
        return Causes.await(gateway.query(query, ResponseTypes.optionalInstanceOf(type)));
    }

    /** What a query that never ends is answered, from the subscription to the stream on. */
    public <R> Publisher<R> stream(Object query, Class<R> type) {
        return gateway.streamingQuery(query, type);
    }

    /** The answers to a query that has any number of them. */
    public <R> List<R> list(Object query, Class<R> type) {
        return Causes.await(gateway.query(query, ResponseTypes.multipleInstancesOf(type)));
    }
}
