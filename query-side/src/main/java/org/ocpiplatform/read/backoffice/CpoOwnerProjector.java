package org.ocpiplatform.read.backoffice;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.CpoOwnerRegistered;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.LogoSet;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.UserAdded;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.FindCpoOwnerByUsername;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.FindCpoOwnersOf;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.ListRegisteredParties;
import org.ocpiplatform.contract.backoffice.CpoOwnerView;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.read.projection.Fields;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.ocpiplatform.read.projection.RecentAnswers;
import org.springframework.stereotype.Component;

/** Companies with a CPO here. Which CPOs these are is asked with every request. */
@Component
@ProcessingGroup(CpoOwnerProjector.PROJECTION)
final class CpoOwnerProjector {

    static final String PROJECTION = "cpo_owners";

    /** In lower case. */
    private static final String USERNAMES = "usernames";

    private static final String PARTY = "party";
    private static final String JSON = "json";

    private final Projection<CpoOwnerView> projection;
    private final RecentAnswers<Document, List<CredentialsRole>> parties;

    CpoOwnerProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                CpoOwnerEvent.class,
                (current, message) -> fold(current, (CpoOwnerEvent) message.getPayload()),
                CpoOwnerProjector::write,
                CpoOwnerProjector::read,
                List.of(Indexes.ascending(Fields.SEQUENCE), Indexes.ascending(USERNAMES), Indexes.ascending(PARTY))));
        parties = new RecentAnswers<>(
                projection,
                filter -> views(filter).stream()
                        .map(CpoOwnerView::asCredentialsRole)
                        .toList(),
                roles -> true);
    }

    @EventHandler
    void on(CpoOwnerEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    @QueryHandler
    Optional<CpoOwnerView> handle(FindCpoOwnerByUsername query) {
        projection.requireSettled();
        return Optional.ofNullable(projection
                        .collection()
                        .find(eq(USERNAMES, lowerCase(query.username())))
                        .first())
                .map(CpoOwnerProjector::read);
    }

    @QueryHandler
    List<CpoOwnerView> handle(FindCpoOwnersOf query) {
        projection.requireSettled();
        return views(in(PARTY, query.parties().stream().map(PartyId::key).toList()));
    }

    /** Never waits: nobody could be answered while this projection is behind. */
    @QueryHandler
    List<CredentialsRole> handle(ListRegisteredParties query) {
        return parties.to(new Document());
    }

    private List<CpoOwnerView> views(Bson filter) {
        return projection
                .collection()
                .find(filter)
                .sort(Sorts.ascending(Fields.SEQUENCE))
                .into(new ArrayList<>())
                .stream()
                .map(CpoOwnerProjector::read)
                .toList();
    }

    private static CpoOwnerView fold(@Nullable CpoOwnerView current, CpoOwnerEvent event) {
        return switch (event) {
            case CpoOwnerRegistered registered ->
                new CpoOwnerView(
                        registered.cpoOwnerId(),
                        registered.party(),
                        registered.name(),
                        registered.contact(),
                        registered.ocppReady(),
                        registered.logo(),
                        registered.expectedLogo(),
                        List.of());
            case UserAdded added ->
                known(current)
                        .withUsers(Stream.concat(
                                        known(current).users().stream(),
                                        Stream.of(new CpoOwnerView.User(
                                                added.userId(), added.username(), added.passwordHash())))
                                .toList());
            case LogoSet set -> known(current).withLogo(set.logo());
        };
    }

    /** Every company begins with its registration. */
    private static CpoOwnerView known(@Nullable CpoOwnerView current) {
        return Objects.requireNonNull(current);
    }

    private static void write(@Nullable CpoOwnerView company, Document document) {
        CpoOwnerView known = known(company);
        document.append(
                        USERNAMES,
                        known.users().stream()
                                .map(user -> lowerCase(user.username()))
                                .toList())
                .append(PARTY, known.party().key())
                .append(JSON, OcpiJson.mapper().writeValueAsString(known));
    }

    private static CpoOwnerView read(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), CpoOwnerView.class);
    }

    private static String lowerCase(String username) {
        return username.toLowerCase(Locale.ROOT);
    }
}
