package org.ocpiplatform.simulator;

import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.PartyId;

/**
 * Who a simulator is and where it listens.
 *
 * @param roles at least one; all are of the one party
 * @param host name or address to bind, also what stands in the URLs it gives out
 * @param port 0 for any that is free
 * @param tokenA what a platform presents to register; null for a random one
 * @param pageLimit objects a page holds at most
 */
public record Settings(
        Set<PartnerRole> roles,
        PartyId party,
        String host,
        int port,
        @Nullable String tokenA,
        int pageLimit) {

    public Settings {
        roles = Set.copyOf(roles);
        if (roles.isEmpty() || pageLimit < 1) {
            throw new IllegalArgumentException("a simulator has a role and pages of at least one object");
        }
    }

    /** A partner with one role on a free port of the loopback interface, with pages of 50. */
    public static Settings of(PartnerRole role, String countryCode, String partyId) {
        return new Settings(Set.of(role), PartyId.of(countryCode, partyId), "localhost", 0, null, 50);
    }

    /** The same on this port. */
    public Settings withPort(int other) {
        return new Settings(roles, party, host, other, tokenA, pageLimit);
    }

    /** The same with this token A. */
    public Settings withTokenA(String other) {
        return new Settings(roles, party, host, port, other, pageLimit);
    }

    /** The same with pages of at most so many objects. */
    public Settings withPageLimit(int other) {
        return new Settings(roles, party, host, port, tokenA, other);
    }

    InetSocketAddress address(int actualPort) {
        return new InetSocketAddress(host, actualPort);
    }
}
