package org.ocpiplatform.contract.partners;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Where a partner departs from the protocol, as seen in what it does or as set by an administrator; absent means as the
 * protocol says.
 *
 * @param rawToken whether tokens travel as they are, and not in Base64
 * @param trailingSlash whether its URLs need a slash at their end
 * @param pageLimit objects that it can give on one page
 * @param noRoutingHeaders whether it sends no routing headers, and stumbles over them
 */
public record PartnerQuirks(
        @Nullable Boolean rawToken,
        @Nullable Boolean trailingSlash,
        @Nullable @Min(1) @Max(10_000) Integer pageLimit,
        @Nullable Boolean noRoutingHeaders) {

    /** Those of a partner that does as the protocol says. */
    public static final PartnerQuirks NONE = new PartnerQuirks(null, null, null, null);

    /** These, and where they say nothing the others. */
    public PartnerQuirks or(PartnerQuirks others) {
        return new PartnerQuirks(
                rawToken == null ? others.rawToken : rawToken,
                trailingSlash == null ? others.trailingSlash : trailingSlash,
                pageLimit == null ? others.pageLimit : pageLimit,
                noRoutingHeaders == null ? others.noRoutingHeaders : noRoutingHeaders);
    }
}
