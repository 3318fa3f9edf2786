package org.ocpiplatform.contract.partners;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.versions.Endpoint;

/**
 * A partner as administrators see it; never with a token.
 *
 * @param tokenIssuedAt when the token that it presents was issued
 * @param versionsUrl where it is called; none if it never is
 * @param endpoints the interfaces that it has
 * @param quirksSeen where it was seen to depart from the protocol
 * @param quirksSet where an administrator says that it does, which counts more
 */
public record PartnerView(
        PartnerId id,
        String name,
        PartnerState state,
        List<CredentialsRole> roles,
        @Nullable CiString hubPartyId,
        Instant tokenIssuedAt,
        @Nullable String versionsUrl,
        List<Endpoint> endpoints,
        PartnerQuirks quirksSeen,
        PartnerQuirks quirksSet) {

    public PartnerView {
        roles = Extensions.listOf(roles);
        endpoints = Extensions.listOf(endpoints);
    }

    /**
     * The quirks to heed in calls. Of those seen only some tell how the partner wants to be called: who sends its own
     * requests with a slash at the end, or without routing headers, may still expect ours as the protocol says.
     */
    public PartnerQuirks quirks() {
        return quirksSet.or(new PartnerQuirks(quirksSeen.rawToken(), null, quirksSeen.pageLimit(), null));
    }

    /** Whether the partner's own systems are reached only through us, so that what is meant for them is kept here. */
    public boolean hosted() {
        return state == PartnerState.PROVISIONED && versionsUrl == null;
    }

    /** The same partner with other parties. */
    public PartnerView withRoles(List<CredentialsRole> otherRoles, @Nullable CiString otherHub) {
        return new PartnerView(
                id, name, state, otherRoles, otherHub, tokenIssuedAt, versionsUrl, endpoints, quirksSeen, quirksSet);
    }

    /** The same partner, called in another way, or no longer. */
    public PartnerView reachedBy(@Nullable PartnerConnection connection) {
        return new PartnerView(
                id,
                name,
                state,
                roles,
                hubPartyId,
                tokenIssuedAt,
                connection == null ? null : connection.versionsUrl(),
                connection == null ? List.of() : connection.endpoints(),
                quirksSeen,
                quirksSet);
    }

    /** The same partner in another state of its registration. */
    public PartnerView in(PartnerState otherState, Instant otherTokenIssuedAt) {
        return new PartnerView(
                id,
                name,
                otherState,
                roles,
                hubPartyId,
                otherTokenIssuedAt,
                versionsUrl,
                endpoints,
                quirksSeen,
                quirksSet);
    }

    /** The same partner with other quirks. */
    public PartnerView withQuirks(PartnerQuirks seen, PartnerQuirks set) {
        return new PartnerView(id, name, state, roles, hubPartyId, tokenIssuedAt, versionsUrl, endpoints, seen, set);
    }

    /** Country code and party id, which a hub's credentials hold in one text. */
    private static @Nullable PartyId hub(@Nullable CiString hubPartyId) {
        String text = hubPartyId == null ? "" : hubPartyId.toString();
        return text.length() > 2 ? PartyId.of(text.substring(0, 2), text.substring(2)) : null;
    }

    /** The partner as the sender of a request. */
    public Caller asCaller() {
        return new Caller(
                id.value(),
                roles.stream()
                        .map(role -> new Caller.PartyRole(role.role(), role.countryCode(), role.partyId()))
                        .toList(),
                hub(hubPartyId));
    }
}
