package org.ocpiplatform.read.objects;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.cdrs.CdrToken;

/** In which capacity somebody may see an object; the texts are stored with the object and matched by queries. */
public enum Audience {
    /** The party that owns the object. */
    OWNER,
    /** The party of the driver's token. */
    DRIVER,
    /** The CPO that a terminal or a payment is for. */
    CUSTOMER,
    /** The eMSP that asked for it. */
    REQUESTER,
    /** Everybody behind the hub that this platform is, in whose name the owner told it. */
    CONNECTED,
    /** Every partner that is a CPO. */
    CPOS,
    /** Every partner. */
    EVERYONE;

    /** The audience of all who have this capacity on a side. */
    public String on(Side side) {
        return side.segment() + ":" + name().toLowerCase(Locale.ROOT);
    }

    /** The audience of one party in this capacity. */
    public String on(Side side, PartyId party) {
        return on(side) + ":" + party.key();
    }

    /** The audiences of some parties in this capacity, in the same order whichever way they are given. */
    public List<String> on(Side side, Collection<PartyId> parties) {
        return parties.stream()
                .map(party -> on(side, party))
                .distinct()
                .sorted()
                .toList();
    }

    /** Who sees what CPOs publish: everybody on the side where it is published, on others the owner. */
    public static List<String> ofPublished(ReplicaId id) {
        return List.of(id.side() == Side.CPO ? EVERYONE.on(id.side()) : OWNER.on(id.side(), id.owner()));
    }

    /** The audiences of a caller in what CPOs publish. */
    public static List<String> ofPublished(Side side, Caller caller) {
        return side == Side.CPO ? List.of(EVERYONE.on(side)) : OWNER.on(side, caller.parties(Role.CPO));
    }

    /** Who sees a session and what it costs: the owner, and the party of the driver's token. */
    public static List<String> ofCharging(ReplicaId id, CdrToken token) {
        return List.of(OWNER.on(id.side(), id.owner()), DRIVER.on(id.side(), token.party()));
    }

    /** The audiences of a caller in sessions and what they cost. */
    public static List<String> ofCharging(Side side, Caller caller) {
        return Stream.concat(
                        OWNER.on(side, caller.parties(Role.CPO)).stream(),
                        DRIVER.on(side, caller.driverParties()).stream())
                .toList();
    }
}
