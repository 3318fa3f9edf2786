package org.ocpiplatform.write.partners;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.OwnCredentials;
import org.ocpiplatform.contract.partners.OwnInterfaces;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindOwnCredentials;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.springframework.stereotype.Component;

/**
 * What we tell partners of ourselves: the parties that we act for, and as a hub all that are reached through us; never
 * the recipient's own.
 */
@Component
final class OwnDescription {

    private final OwnParties own;
    private final OwnInterfaces interfaces;
    private final QueryGateway queries;

    OwnDescription(OwnParties own, OwnInterfaces interfaces, QueryGateway queries) {
        this.own = own;
        this.interfaces = interfaces;
        this.queries = queries;
    }

    @QueryHandler
    OwnCredentials handle(FindOwnCredentials query) {
        List<PartnerView> partners = partners();
        return of(
                query.recipient(),
                partners.stream()
                        .filter(partner -> partner.id().equals(query.recipient()))
                        .flatMap(partner -> partner.roles().stream())
                        .toList(),
                partners);
    }

    /** What a partner is told that has, or is about to have, these parties. */
    OwnCredentials of(PartnerId recipient, List<CredentialsRole> recipientRoles) {
        return of(recipient, recipientRoles, partners());
    }

    private OwnCredentials of(PartnerId recipient, List<CredentialsRole> recipientRoles, List<PartnerView> partners) {
        Map<String, CredentialsRole> roles = new LinkedHashMap<>();
        own.roles().forEach(role -> roles.putIfAbsent(key(role), role));
        partners.stream()
                .filter(partner -> !partner.id().equals(recipient))
                .filter(partner -> own.hub() != null && partner.state().connected())
                .sorted(Comparator.comparing(partner -> partner.id().value()))
                .flatMap(partner -> partner.roles().stream())
                .forEach(role -> roles.putIfAbsent(key(role), role));
        recipientRoles.forEach(role -> roles.remove(key(role)));
        return new OwnCredentials(
                interfaces.versionsUrl(),
                hub(),
                // An operator whose system holds all of our parties must still be told somebody.
                roles.isEmpty() ? own.roles() : List.copyOf(roles.values()));
    }

    /** Stands for what a partner that is told this knows of us; does not depend on the order of things. */
    String fingerprint(OwnCredentials told) {
        Stream<String> roles =
                told.roles().stream().map(role -> OcpiJson.mapper().writeValueAsString(role));
        Stream<String> endpoints = interfaces.endpoints().stream().map(OwnDescription::line);
        return AccessTokens.hash(told.versionsUrl() + "\n" + told.hubPartyId() + "\n"
                + String.join("\n", Stream.concat(roles, endpoints).sorted().toList()));
    }

    private static String line(Endpoint endpoint) {
        return endpoint.identifier().value() + " " + endpoint.role() + " " + endpoint.url();
    }

    private @Nullable CiString hub() {
        return Optional.ofNullable(own.hub())
                .map(hub -> CiString.of(hub.countryCode().toString() + hub.partyId()))
                .orElse(null);
    }

    private List<PartnerView> partners() {
        return queries.query(new ListPartners(), ResponseTypes.multipleInstancesOf(PartnerView.class))
                .join();
    }

    private static String key(CredentialsRole role) {
        return role.role() + ":" + role.party().key();
    }
}
