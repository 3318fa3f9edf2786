package org.ocpiplatform.contract.partners;

/**
 * A partner that we can call; for the platform's own use, because it holds the partner's token.
 *
 * @param connection how it is called
 */
public record PartnerLink(PartnerView partner, PartnerConnection connection) {}
