package org.ocpiplatform.contract;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;

/**
 * The parties this platform itself acts for: those of setting {@code ocpi.parties}, and the CPOs that have registered at
 * its back office since, which are asked for anew each time.
 */
public final class OwnParties {

    private final List<CredentialsRole> configured;
    private final @Nullable PartyId hub;
    private final Supplier<List<CredentialsRole>> registered;

    /**
     * Parties of which some may register at run time.
     *
     * @param hub the party as which this platform is a hub (setting {@code ocpi.hub-party-id}); none if it is no hub
     * @param registered the parties that have registered by now
     */
    public OwnParties(
            List<CredentialsRole> configured, @Nullable PartyId hub, Supplier<List<CredentialsRole>> registered) {
        this.configured = List.copyOf(configured);
        this.hub = hub;
        this.registered = registered;
    }

    /** Parties that nobody joins. */
    public OwnParties(List<CredentialsRole> configured, @Nullable PartyId hub) {
        this(configured, hub, List::of);
    }

    /** Those of a platform that is no hub, which nobody joins. */
    public OwnParties(List<CredentialsRole> configured) {
        this(configured, null);
    }

    /** All of them, in every role they have. */
    public List<CredentialsRole> roles() {
        return Stream.concat(configured.stream(), registered.get().stream()).toList();
    }

    /** The party as which this platform is a hub; none if it is no hub. */
    public @Nullable PartyId hub() {
        return hub;
    }

    /** Whether the party is one of them, in whatever role. */
    public boolean include(PartyId party) {
        return roles().stream().anyMatch(role -> role.party().equals(party));
    }

    /** Those that are in one role. */
    public List<PartyId> parties(Role role) {
        return roles().stream()
                .filter(held -> held.role() == role)
                .map(CredentialsRole::party)
                .distinct()
                .toList();
    }
}
