package org.ocpiplatform.write.hub;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.partners.PartnerCallStatus;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.FindCallStatus;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.hubclientinfo.ConnectionStatus;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.ocpiplatform.write.outbound.Routing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Asks partners of this hub that have been silent for their versions, and tells whether they are there (OCPI 2.3.0,
 * chapter HubClientInfo, still alive check).
 */
@Configuration(proxyBeanMethods = false)
class KeepAlive {

    private final OwnParties own;
    private final PartnerDirectory partners;
    private final PartnerCalls calls;
    private final QueryGateway queries;
    private final ClientInfoAutomation clientInfos;
    private final HubSettings settings;
    private final Clock clock;

    KeepAlive(
            OwnParties own,
            PartnerDirectory partners,
            PartnerCalls calls,
            QueryGateway queries,
            ClientInfoAutomation clientInfos,
            HubSettings settings,
            Clock clock) {
        this.own = own;
        this.partners = partners;
        this.calls = calls;
        this.queries = queries;
        this.clientInfos = clientInfos;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    Task<?> hubKeepAlive() {
        Duration interval = settings.silence().dividedBy(5);
        return Tasks.recurring("hub-keep-alive", FixedDelay.of(interval)).execute((instance, context) -> check());
    }

    /** Partners that hang must not keep the others from being asked in time. */
    private void check() {
        if (own.hub() == null) {
            return;
        }
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            partners.all()
                    .forEach(link -> asking.submit(() -> report(
                            link.partner(), isThere(link) ? ConnectionStatus.CONNECTED : ConnectionStatus.OFFLINE)));
        }
        // Who runs its parties on this platform is here for as long as the platform is.
        queries.query(new ListPartners(), ResponseTypes.multipleInstancesOf(PartnerView.class)).join().stream()
                .filter(PartnerView::hosted)
                .forEach(partner -> report(partner, ConnectionStatus.CONNECTED));
    }

    private void report(PartnerView partner, ConnectionStatus status) {
        Instant at = clock.instant();
        partner.roles().forEach(role -> clientInfos.report(role.party(), role.role(), status, at));
    }

    private boolean isThere(PartnerLink partner) {
        PartnerCallStatus seen = queries.query(
                        new FindCallStatus(partner.partner().id()), ResponseTypes.instanceOf(PartnerCallStatus.class))
                .join();
        Instant answered = seen.lastAnsweredAt();
        if (seen.lastFailure() == null
                && answered != null
                && answered.isAfter(clock.instant().minus(settings.silence()))) {
            return true;
        }
        try {
            calls.call(OutboundRequest.get(
                            calls.peer(partner),
                            partner.connection().versionsUrl(),
                            Routing.NONE,
                            "keep-alive-" + clock.millis())
                    .of(new ModuleId("versions")));
            return true;
        } catch (OutboundFailure e) {
            return false;
        }
    }
}
