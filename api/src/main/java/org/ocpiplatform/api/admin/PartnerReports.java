package org.ocpiplatform.api.admin;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.security.LastContacts;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.deliveries.DeliveryQuery.CountFailedDeliveries;
import org.ocpiplatform.contract.partners.PartnerCallStatus;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindCallStatus;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartner;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerView;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What administrators see of partners, and how their commands are sent. */
@Component
final class PartnerReports {

    private static final String PROJECTION = "partners";

    private final Commands commands;
    private final Queries queries;
    private final LastContacts contacts;
    private final Clock clock;

    PartnerReports(Commands commands, Queries queries, LastContacts contacts, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.contacts = contacts;
        this.clock = clock;
    }

    List<PartnerReport> all() {
        return queries.list(new ListPartners(), PartnerView.class).stream()
                .map(this::report)
                .toList();
    }

    PartnerReport of(PartnerId id) {
        return queries.optional(new FindPartner(id), PartnerView.class)
                .map(this::report)
                .orElseThrow(() -> Rejection.notFound("partner"));
    }

    /** Sends an administrator's command. */
    <R> R send(Object command, Class<R> answer) {
        String request = UUID.randomUUID().toString();
        return commands.send(
                command, Map.of(MessageOrigin.REQUEST_ID, request, MessageOrigin.CORRELATION_ID, request), answer);
    }

    /** An answer to a command, with the header that says so if reads do not show its effect yet. */
    ResponseEntity.BodyBuilder answer(HttpStatus status, WriteResult result) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        return commands.shown(PROJECTION, result) ? answer : answer.header(Commands.BEHIND, "true");
    }

    private PartnerReport report(PartnerView partner) {
        return PartnerReport.of(
                partner,
                clock.instant(),
                contacts.of(partner.id().value()).orElse(null),
                queries.one(new FindCallStatus(partner.id()), PartnerCallStatus.class),
                queries.one(new CountFailedDeliveries(partner.id()), Long.class));
    }
}
