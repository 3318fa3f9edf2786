package org.ocpiplatform.contract.deliveries;

import org.ocpiplatform.contract.partners.PartnerId;

/** What can be asked about resyncs. */
public sealed interface ResyncQuery {

    /** One resync; answered by an optional ResyncView. */
    record FindResync(String resyncId) implements ResyncQuery {}

    /** The resyncs of a partner, latest first; answered by ResyncViews. */
    record ListResyncs(PartnerId partnerId) implements ResyncQuery {}

    /** The resyncs that have not ended; answered by ResyncViews. */
    record ListRunningResyncs() implements ResyncQuery {}
}
