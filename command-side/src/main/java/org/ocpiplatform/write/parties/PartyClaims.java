package org.ocpiplatform.write.parties;

import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.modelling.command.Repository;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartyClaimId;
import org.springframework.stereotype.Component;

/**
 * Gives parties to partners and to companies that register here. What it does is stored with the unit of work around
 * it, together with what else that stores, or not at all.
 */
@Component
public final class PartyClaims {

    private final Repository<PartyClaimAggregate> claims;

    PartyClaims(Repository<PartyClaimAggregate> claims) {
        this.claims = claims;
    }

    /**
     * Gives a partner the claims it wants, and frees those it held and no longer wants.
     *
     * @param ownSystem whether an administrator said that the partner is the parties' own system, which alone may hold
     *     what this platform acts for
     * @throws Rejection if another partner holds one of them, or this platform acts for it itself
     */
    public void change(PartnerId partner, Set<PartyClaimId> held, Set<PartyClaimId> wanted, boolean ownSystem)
            throws Exception {
        // One order for all, so that two partners who want the same parties cannot block each other.
        TreeMap<String, PartyClaimId> touched = new TreeMap<>();
        Stream.concat(held.stream(), wanted.stream())
                .filter(claim -> held.contains(claim) != wanted.contains(claim))
                .forEach(claim -> touched.put(claim.toString(), claim));
        for (PartyClaimId claim : touched.values()) {
            claims.loadOrCreate(claim.toString(), PartyClaimAggregate::new).execute(aggregate -> {
                if (wanted.contains(claim)) {
                    aggregate.grant(claim, partner, ownSystem);
                } else {
                    aggregate.release(claim, partner);
                }
            });
        }
    }

    /**
     * From now on this platform acts for the party itself.
     *
     * @throws Rejection if a partner holds it, or it belongs to another company
     */
    public void takeOver(PartyClaimId claim, CpoOwnerId company) throws Exception {
        claims.loadOrCreate(claim.toString(), PartyClaimAggregate::new)
                .execute(aggregate -> aggregate.takeOver(claim, company));
    }
}
