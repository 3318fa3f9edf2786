package org.ocpiplatform.write.syncs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.PartnerCommand.RecordQuirks;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.syncs.SyncCommand.CompleteSync;
import org.ocpiplatform.contract.syncs.SyncCommand.FailSync;
import org.ocpiplatform.contract.syncs.SyncCommand.RecordPage;
import org.ocpiplatform.contract.syncs.SyncCommand.StartSync;
import org.ocpiplatform.contract.syncs.SyncId;
import org.ocpiplatform.contract.syncs.SyncPlan;
import org.ocpiplatform.contract.syncs.SyncRun;
import org.ocpiplatform.contract.syncs.SyncState;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.OcpiDateTime;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.PartnerAnswer;
import org.ocpiplatform.write.outbound.PartnerCalls;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.ocpiplatform.write.outbound.Routing;
import org.ocpiplatform.write.outbound.Urls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes the runs that are due with a partner, one list after another. */
@Component
final class SyncRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SyncRunner.class);

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;

    /** Lists of sessions must be asked for from some date on; nothing of OCPI is older. */
    private static final Instant BEFORE_EVERYTHING = Instant.parse("2000-01-01T00:00:00Z");

    private final PartnerDirectory directory;
    private final PartnerCalls calls;
    private final Steps commands;
    private final PulledObjects objects;
    private final QueryGateway queries;
    private final OwnParties own;
    private final SyncSettings settings;
    private final Clock clock;
    private final SecureRandom random;
    private final MeterRegistry meters;

    SyncRunner(
            PartnerDirectory directory,
            PartnerCalls calls,
            Steps commands,
            PulledObjects objects,
            QueryGateway queries,
            OwnParties own,
            SyncSettings settings,
            Clock clock,
            SecureRandom random,
            MeterRegistry meters) {
        this.directory = directory;
        this.calls = calls;
        this.commands = commands;
        this.objects = objects;
        this.queries = queries;
        this.own = own;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.meters = meters;
    }

    /** The platform stops, so the run is taken up again later. */
    private static final class Stopping extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopping() {
            super(null, null, false, false);
        }
    }

    /** The roles of the parties here. */
    Set<Role> rolesHere() {
        return SyncPlan.rolesHere(
                own,
                queries.query(new ListPartners(), ResponseTypes.multipleInstancesOf(PartnerView.class))
                        .join());
    }

    /**
     * Makes the runs that are due.
     *
     * @param stopping whether to leave off at the next page
     * @return when the next one is due; never, if the partner is no longer called or nothing is to be pulled by itself
     */
    Optional<Instant> run(PartnerId partner, BooleanSupplier stopping) {
        Optional<PartnerLink> link = directory.find(partner);
        if (link.isEmpty()) {
            return Optional.empty();
        }
        // Looked at again then: until now the partner may have nothing to pull.
        Instant next = settings.enabled() ? clock.instant().plus(settings.interval()) : null;
        try {
            for (SyncPlan list : SyncPlan.of(link.get().partner(), rolesHere())) {
                if (stopping.getAsBoolean()) {
                    throw new Stopping();
                }
                next = earlier(next, run(link.get(), list, stopping));
            }
        } catch (Stopping e) {
            return Optional.of(clock.instant());
        }
        return Optional.ofNullable(next);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private @Nullable Instant run(PartnerLink link, SyncPlan list, BooleanSupplier stopping) {
        PartnerId partner = link.partner().id();
        SyncId id = new SyncId(partner, list.kind());
        String correlationId = newId();
        SyncState state = send(new StartSync(id, correlationId), partner, correlationId);
        SyncRun run = state == null ? null : state.running().orElse(null);
        if (run != null && run.correlationId().equals(correlationId)) {
            state = carriedOut(id, list, run, link, stopping);
        }
        return state == null ? null : SyncRules.due(state, settings);
    }

    private @Nullable SyncState carriedOut(
            SyncId id, SyncPlan list, SyncRun run, PartnerLink link, BooleanSupplier stopping) {
        Timer.Sample duration = Timer.start(meters);
        String outcome = "failed";
        try {
            new Crawl(id, list, run, stopping).run(link);
            outcome = "completed";
            return send(new CompleteSync(id, run.correlationId()), id.partnerId(), run.correlationId());
        } catch (CrawlFailure e) {
            LOG.warn(
                    "The pull of {} from partner {} failed at {}: {}",
                    list.kind().segment(),
                    id.partnerId(),
                    e.step(),
                    e.getMessage());
            return send(
                    new FailSync(id, run.correlationId(), e.step(), SyncTexts.printable(e.getMessage())),
                    id.partnerId(),
                    run.correlationId());
        } finally {
            duration.stop(Timer.builder("ocpi.sync.runs")
                    .description("Runs that pull a list of a partner")
                    .tag("partner", id.partnerId().value())
                    .tag("module", list.kind().segment())
                    .tag("mode", run.mode().name())
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private @Nullable SyncState send(Object command, PartnerId partner, String correlationId) {
        return commands.take(
                        command,
                        Map.of(MessageOrigin.PARTNER_ID, partner.value(), MessageOrigin.CORRELATION_ID, correlationId),
                        SyncDecision.class)
                .state();
    }

    private String newId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** One run. */
    private final class Crawl {

        private final SyncId id;
        private final SyncPlan list;
        private final SyncRun run;
        private final BooleanSupplier stopping;
        private int limit = DEFAULT_LIMIT;

        Crawl(SyncId id, SyncPlan list, SyncRun run, BooleanSupplier stopping) {
            this.id = id;
            this.list = list;
            this.run = run;
            this.stopping = stopping;
        }

        void run(PartnerLink link) {
            Integer known = link.partner().quirks().pageLimit();
            limit = known == null ? DEFAULT_LIMIT : known;
            String endpoint = link.connection()
                    .url(list.module(), InterfaceRole.SENDER)
                    .orElseThrow(() -> new CrawlFailure("start", "the partner no longer has that list"));
            new ListCrawl(this::call, this::take, settings.maxObjects()).run(url(endpoint, link.partner()));
        }

        private String url(String endpoint, PartnerView partner) {
            String url = list.segment() == null
                    ? Urls.of(endpoint, partner.quirks())
                    : Urls.of(endpoint, partner.quirks(), list.segment());
            StringBuilder query = new StringBuilder(url).append(url.indexOf('?') < 0 ? '?' : '&');
            Instant from = run.from();
            if (from == null && list.module().equals(ModuleId.SESSIONS)) {
                from = BEFORE_EVERYTHING;
            }
            if (from != null) {
                query.append("date_from=").append(encoded(from)).append('&');
            }
            if (run.from() != null) {
                query.append("date_to=").append(encoded(run.startedAt())).append('&');
            }
            return query.append("offset=0&limit=").append(limit).toString();
        }

        private static String encoded(Instant instant) {
            return URLEncoder.encode(OcpiDateTime.format(instant), StandardCharsets.UTF_8);
        }

        /** The partner is looked up for each page: meanwhile its token may be another, or it may be none any more. */
        private PartnerAnswer call(String url) {
            if (stopping.getAsBoolean()) {
                throw new Stopping();
            }
            PartnerLink link = directory
                    .find(id.partnerId())
                    .orElseThrow(() -> new CrawlFailure("page", "the connection to the partner has ended"));
            return calls.call(OutboundRequest.get(calls.peer(link), url, routing(link.partner()), run.correlationId())
                    .of(list.module()));
        }

        /** Parties are named only where there is no choice: whoever names one of several asks for less than all. */
        private Routing routing(PartnerView partner) {
            Role owner = list.owner();
            if (owner == null) {
                return Routing.NONE;
            }
            CiString hub = partner.hubPartyId();
            PartyId to = hub == null ? only(partner.asCaller().parties(owner)) : party(hub);
            PartyId from = only(list.readers().stream()
                    .flatMap(role -> own.parties(role).stream())
                    .distinct()
                    .toList());
            return new Routing(from, to);
        }

        private static @Nullable PartyId party(CiString hub) {
            String codes = hub.toString();
            return codes.length() < 3 ? null : PartyId.of(codes.substring(0, 2), codes.substring(2));
        }

        private static @Nullable PartyId only(Collection<PartyId> parties) {
            return parties.size() == 1 ? parties.iterator().next() : null;
        }

        private void take(ListCrawl.Page page) {
            PartnerView partner = directory
                    .find(id.partnerId())
                    .map(PartnerLink::partner)
                    .orElseThrow(
                            () -> new CrawlFailure("page " + page.number(), "the connection to the partner has ended"));
            PageTally tally = new PageTally();
            String requestId = newId();
            for (JsonNode object : page.objects()) {
                tally.add(store(object, partner, requestId, page.number()));
            }
            send(
                    new RecordPage(
                            id, run.correlationId(), page.number(), tally.counts(), page.total(), tally.refusals()),
                    id.partnerId(),
                    run.correlationId());
            tally.byOutcome()
                    .forEach((outcome, number) -> meters.counter(
                                    "ocpi.sync.objects",
                                    "partner",
                                    id.partnerId().value(),
                                    "module",
                                    list.kind().segment(),
                                    "outcome",
                                    outcome)
                            .increment(number));
            heedLimit(page, partner);
        }

        private PageTally.Outcome store(JsonNode object, PartnerView partner, String requestId, int page) {
            try {
                return objects.read(list, object, partner.asCaller())
                        .map(pulled -> written(pulled, requestId))
                        .orElse(PageTally.Outcome.IGNORED);
            } catch (RuntimeException e) {
                return PageTally.Outcome.of(e, PulledObjects.id(list, object), "storing page " + page);
            }
        }

        private PageTally.Outcome written(PulledObjects.Pulled pulled, String requestId) {
            return PageTally.Outcome.of(commands.take(
                            pulled.command(),
                            Map.of(
                                    MessageOrigin.PARTNER_ID,
                                    id.partnerId().value(),
                                    MessageOrigin.COUNTRY_CODE,
                                    pulled.owner().countryCode().toString(),
                                    MessageOrigin.PARTY_ID,
                                    pulled.owner().partyId().toString(),
                                    MessageOrigin.REQUEST_ID,
                                    requestId,
                                    MessageOrigin.CORRELATION_ID,
                                    run.correlationId()),
                            WriteResult.class)
                    .kind());
        }

        /** Whoever gives fewer objects on a page than were asked for is asked for as many the next time. */
        private void heedLimit(ListCrawl.Page page, PartnerView partner) {
            Integer given = page.limit();
            if (given == null || given < 1 || given > MAX_LIMIT || given >= limit) {
                return;
            }
            limit = given;
            try {
                commands.take(
                        new RecordQuirks(
                                id.partnerId(), new PartnerQuirks(null, null, given, null).or(partner.quirksSeen())),
                        Map.of(MessageOrigin.CORRELATION_ID, run.correlationId()),
                        WriteResult.class);
            } catch (RuntimeException e) {
                LOG.warn(
                        "Partner {} gives {} objects on a page, which could not be recorded", id.partnerId(), given, e);
            }
        }
    }
}
