package org.ocpiplatform.read.partners;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.ocpiplatform.read.projection.RecentAnswers;
import org.springframework.stereotype.Component;

/** Answers questions about partners from their documents. */
@Component
final class PartnerQueries {

    private final Projection<Known> projection;
    private final RecentAnswers<String, Optional<PartnerView>> byToken;
    private final RecentAnswers<PartyId, Boolean> hosted;

    PartnerQueries(PartnerProjector projector) {
        this.projection = projector.projection();
        this.byToken = new RecentAnswers<>(projection, this::readByToken, Optional::isPresent);
        this.hosted = new RecentAnswers<>(projection, this::readHosted, hosts -> hosts);
    }

    @QueryHandler
    Optional<PartnerView> handle(FindPartnerByToken query) {
        return byToken.to(query.tokenHash());
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
        return hosted.to(query.party());
    }

    private Optional<PartnerView> readByToken(String tokenHash) {
        return Optional.ofNullable(projection
                        .collection()
                        .find(eq(PartnerDocument.TOKEN_HASHES, tokenHash))
                        .first())
                .map(PartnerDocument::view);
    }

    private boolean readHosted(PartyId party) {
        return projection
                        .collection()
                        .find(eq(PartnerDocument.HOSTED, PartnerDocument.hosted(party)))
                        .first()
                != null;
    }
}
