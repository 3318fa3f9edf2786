package org.ocpiplatform.read.partners;

import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerEvent;
import org.ocpiplatform.contract.partners.PartnerEvent.ConnectionFailed;
import org.ocpiplatform.contract.partners.PartnerEvent.ConnectionStarted;
import org.ocpiplatform.contract.partners.PartnerEvent.CredentialsExchanged;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerInvited;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerProvisioned;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerUnregistered;
import org.ocpiplatform.contract.partners.PartnerEvent.QuirksSeen;
import org.ocpiplatform.contract.partners.PartnerEvent.QuirksSet;
import org.ocpiplatform.contract.partners.PartnerEvent.TokenOfferWithdrawn;
import org.ocpiplatform.contract.partners.PartnerEvent.TokenOffered;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.read.partners.PartnerDocument.Known;
import org.ocpiplatform.read.projection.Projection;
import org.ocpiplatform.read.projection.ProjectionDefinition;
import org.ocpiplatform.read.projection.Projections;
import org.springframework.stereotype.Component;

/** Keeps the partners that requests are checked against. */
@Component
@ProcessingGroup(PartnerProjector.PROJECTION)
final class PartnerProjector {

    static final String PROJECTION = "partners";

    private final Projection<Known> projection;

    PartnerProjector(Projections projections) {
        projection = projections.register(new ProjectionDefinition<>(
                PROJECTION,
                PartnerEvent.class,
                PartnerProjector::fold,
                PartnerDocument::write,
                PartnerDocument::read,
                List.of(
                        Indexes.ascending(PartnerDocument.TOKEN_HASHES),
                        Indexes.ascending(PartnerDocument.HOSTED),
                        Indexes.ascending(PartnerDocument.CALLED),
                        Indexes.ascending(PartnerDocument.NAME))));
    }

    @EventHandler
    void on(PartnerEvent event, DomainEventMessage<?> message, TrackingToken token) {
        projection.add(message, token);
    }

    Projection<Known> projection() {
        return projection;
    }

    private static @Nullable Known fold(@Nullable Known current, DomainEventMessage<?> message) {
        Instant at = message.getTimestamp();
        return switch ((PartnerEvent) message.getPayload()) {
            case PartnerProvisioned event ->
                new Known(
                        made(event.partnerId(), event.name(), PartnerState.PROVISIONED, at)
                                .withRoles(event.roles(), event.hubPartyId())
                                .reachedBy(event.connection()),
                        event.tokenHash(),
                        null,
                        event.connection());
            case PartnerInvited event ->
                new Known(
                        made(event.partnerId(), event.name(), PartnerState.INVITED, at)
                                .withRoles(event.roles(), event.hubPartyId()),
                        event.tokenHash(),
                        null,
                        null);
            case ConnectionStarted event ->
                new Known(
                        made(event.partnerId(), event.name(), PartnerState.CONNECTING, at),
                        event.tokenHash(),
                        null,
                        null);
            case ConnectionFailed event -> null;
            case TokenOffered event -> known(current).offering(event.tokenHash());
            case TokenOfferWithdrawn event -> known(current).offering(null);
            case CredentialsExchanged event ->
                new Known(
                        known(current)
                                .view()
                                .in(PartnerState.REGISTERED, at)
                                .withRoles(event.roles(), event.hubPartyId())
                                .reachedBy(event.connection()),
                        event.tokenHash(),
                        null,
                        event.connection());
            case PartnerUnregistered event ->
                new Known(
                        known(current)
                                .view()
                                .in(
                                        PartnerState.UNREGISTERED,
                                        known(current).view().tokenIssuedAt())
                                .reachedBy(null),
                        null,
                        null,
                        null);
            case QuirksSeen event ->
                known(current)
                        .viewed(known(current)
                                .view()
                                .withQuirks(
                                        event.quirks(), known(current).view().quirksSet()));
            case QuirksSet event ->
                known(current)
                        .viewed(known(current)
                                .view()
                                .withQuirks(known(current).view().quirksSeen(), event.quirks()));
        };
    }

    private static PartnerView made(PartnerId id, String name, PartnerState state, Instant at) {
        return new PartnerView(
                id, name, state, List.of(), null, at, null, List.of(), PartnerQuirks.NONE, PartnerQuirks.NONE);
    }

    /** Every partner begins with one of the events above that need none before them. */
    private static Known known(@Nullable Known current) {
        return Objects.requireNonNull(current);
    }
}
