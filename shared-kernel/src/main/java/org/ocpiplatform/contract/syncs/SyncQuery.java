package org.ocpiplatform.contract.syncs;

import org.ocpiplatform.contract.partners.PartnerId;

/** What can be asked about synchronisations. */
public sealed interface SyncQuery {

    /** How the synchronisations with a partner stand that have begun or were asked for; answered by SyncStates. */
    record ListSyncs(PartnerId partnerId) implements SyncQuery {}
}
