package org.ocpiplatform.read.partners;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.queryhandling.QueryHandler;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartner;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerByToken;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.HostsParty;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartnerLinks;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.read.partners.PartnerDocument.Known;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.springframework.stereotype.Component;

/**
 * Answers questions about partners from their documents. What every request asks is remembered for a moment; a change
 * of any partner on this node ends that memory, one on another node is seen when the moment is over.
 */
@Component
final class PartnerQueries {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int REMEMBERED_ANSWERS = 10_000;

    private final Projection<Known> projection;
    private final Cache<Asked<String>, Optional<PartnerView>> byToken = memory();
    private final Cache<Asked<PartyId>, Boolean> hosted = memory();
    private final AtomicLong changes = new AtomicLong();

    PartnerQueries(PartnerProjector projector) {
        this.projection = projector.projection();
        projection.onChange(changes::incrementAndGet);
    }

    /**
     * A question, asked when the partners had changed that often: an answer that was being read during a change is
     * remembered only for those who asked before it.
     */
    private record Asked<T>(T question, long changes) {}

    private <T> Asked<T> now(T question) {
        return new Asked<>(question, changes.get());
    }

    @QueryHandler
    Optional<PartnerView> handle(FindPartnerByToken query) {
        return byToken.get(
                now(query.tokenHash()),
                asked -> Optional.ofNullable(projection
                                .collection()
                                .find(eq(PartnerDocument.TOKEN_HASHES, asked.question()))
                                .first())
                        .map(PartnerDocument::view));
    }

    @QueryHandler
    Optional<PartnerView> handle(FindPartner query) {
        projection.requireSettled();
        return Optional.ofNullable(projection
                        .collection()
                        .find(and(eq(Fields.ID, query.partnerId().value()), eq(PartnerDocument.LISTED, true)))
                        .first())
                .map(PartnerDocument::view);
    }

    @QueryHandler
    Optional<PartnerLink> handle(FindPartnerLink query) {
        projection.requireSettled();
        return Optional.ofNullable(projection
                        .collection()
                        .find(and(eq(Fields.ID, query.partnerId().value()), eq(PartnerDocument.CALLED, true)))
                        .first())
                .map(PartnerDocument::link);
    }

    @QueryHandler
    List<PartnerLink> handle(ListPartnerLinks query) {
        projection.requireSettled();
        return projection
                .collection()
                .find(eq(PartnerDocument.CALLED, true))
                .map(PartnerDocument::link)
                .into(new ArrayList<>());
    }

    @QueryHandler
    List<PartnerView> handle(ListPartners query) {
        projection.requireSettled();
        return projection
                .collection()
                .find(eq(PartnerDocument.LISTED, true))
                .sort(Sorts.ascending(PartnerDocument.NAME))
                .map(PartnerDocument::view)
                .into(new ArrayList<>());
    }

    @QueryHandler
    boolean handle(HostsParty query) {
        return hosted.get(
                now(query.party()),
                asked -> projection
                                .collection()
                                .find(eq(PartnerDocument.HOSTED, PartnerDocument.hosted(asked.question())))
                                .first()
                        != null);
    }

    private static <K, V> Cache<K, V> memory() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED_ANSWERS)
                .expireAfterWrite(REMEMBERED)
                .build();
    }
}
