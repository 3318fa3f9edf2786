package org.ocpiplatform.write.syncs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartner;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.syncs.SyncCommand.RequestSyncs;
import org.ocpiplatform.contract.syncs.SyncCommand.RequestedSyncs;
import org.ocpiplatform.contract.syncs.SyncId;
import org.ocpiplatform.contract.syncs.SyncPlan;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.springframework.stereotype.Component;

/** Takes an administrator's wish for runs: of all lists that are meant, or of none. */
@Component
final class SyncRequests {

    private final Repository<SyncAggregate> syncs;
    private final PartnerDirectory directory;
    private final QueryGateway queries;
    private final SyncRunner runner;
    private final SyncAlarm alarm;
    private final Clock clock;

    SyncRequests(
            Repository<SyncAggregate> syncs,
            PartnerDirectory directory,
            QueryGateway queries,
            SyncRunner runner,
            SyncAlarm alarm,
            Clock clock) {
        this.syncs = syncs;
        this.directory = directory;
        this.queries = queries;
        this.runner = runner;
        this.alarm = alarm;
        this.clock = clock;
    }

    @CommandHandler
    RequestedSyncs handle(RequestSyncs command) throws Exception {
        List<WriteResult> results = new ArrayList<>();
        for (SyncPlan list : wanted(command)) {
            SyncId id = new SyncId(command.partnerId(), list.kind());
            results.add(syncs.loadOrCreate(id.toString(), SyncAggregate::new)
                    .invoke(sync -> sync.request(id, command.mode(), clock)));
        }
        CurrentUnitOfWork.get().afterCommit(unit -> alarm.wake(command.partnerId()));
        return new RequestedSyncs(List.copyOf(results));
    }

    private List<SyncPlan> wanted(RequestSyncs command) {
        if (queries.query(new FindPartner(command.partnerId()), ResponseTypes.optionalInstanceOf(PartnerView.class))
                .join()
                .isEmpty()) {
            throw Rejection.notFound("partner");
        }
        PartnerLink link = directory
                .find(command.partnerId())
                .orElseThrow(() ->
                        notOffered("the partner is not called: there is no URL of it, or the connection has ended"));
        List<SyncPlan> wanted = SyncPlan.of(link.partner(), runner.rolesHere()).stream()
                .filter(list -> command.kind() == null || list.kind() == command.kind())
                .toList();
        if (wanted.isEmpty()) {
            throw notOffered(
                    command.kind() == null
                            ? "the partner publishes nothing for the parties here"
                            : "the partner publishes no " + command.kind().segment() + " for the parties here");
        }
        return wanted;
    }

    private static Rejection notOffered(String message) {
        return new Rejection(Rejection.Code.NOT_OFFERED, message);
    }
}
