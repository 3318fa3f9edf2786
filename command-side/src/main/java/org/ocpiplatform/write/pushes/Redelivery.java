package org.ocpiplatform.write.pushes;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RequestDelivery;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.ListDueDeliveries;
import org.ocpiplatform.contract.deliveries.DeliveryView;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.ocpiplatform.write.outbound.Routing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks again for pushes that failed and may succeed now: CDRs and confirmations, which no later change makes good, and
 * whatever failed because the partner was not there, once it is. The pushes themselves take their turn in the lanes.
 */
@Component
final class Redelivery {

    /** Of one partner at a time, so that it is not flooded the moment it is back. */
    static final int AT_ONCE = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

    private final PartnerDirectory partners;
    private final PartnerCalls calls;
    private final QueryGateway queries;
    private final Ledger ledger;
    private final Clock clock;
    private final Supplier<String> ids;

    Redelivery(
            PartnerDirectory partners,
            PartnerCalls calls,
            QueryGateway queries,
            Ledger ledger,
            Clock clock,
            CorrelationIds ids) {
        this.partners = partners;
        this.calls = calls;
        this.queries = queries;
        this.ledger = ledger;
        this.clock = clock;
        this.ids = ids::next;
    }

    RecurringTask<Void> task(PushSettings settings) {
        return Tasks.recurring("redelivery", FixedDelay.of(settings.interval())).execute((instance, context) -> run());
    }

    /** Looks once at what is due, of all partners at the same time. */
    void run() {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            partners.all().forEach(partner -> each.execute(() -> redeliver(partner)));
        }
    }

    private void redeliver(PartnerLink partner) {
        try {
            List<DeliveryView> due = queries.query(
                            new ListDueDeliveries(partner.partner().id(), clock.instant(), AT_ONCE),
                            ResponseTypes.multipleInstancesOf(DeliveryView.class))
                    .join();
            if (due.isEmpty()) {
                return;
            }
            String correlationId = ids.get();
            boolean back = answers(partner, correlationId);
            due.stream()
                    .filter(delivery ->
                            back || Published.once(delivery.id().object().kind()))
                    .forEach(delivery -> ledger.record(new RequestDelivery(delivery.id()), correlationId));
        } catch (RuntimeException e) {
            LOG.warn(
                    "Failed pushes to partner {} could not be asked for again",
                    partner.partner().id(),
                    e);
        }
    }

    private boolean answers(PartnerLink partner, String correlationId) {
        try {
            calls.call(OutboundRequest.get(
                            calls.peer(partner), partner.connection().versionsUrl(), Routing.NONE, correlationId)
                    .of(new ModuleId("versions")));
            return true;
        } catch (OutboundFailure e) {
            return false;
        }
    }
}
