package org.ocpiplatform.ocpi.tariffs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the prices of a tariff include tax (OCPI 2.3.0, TaxIncluded enum). */
public enum TaxIncluded {
    YES,
    NO,
    /** No tax applies to the tariff. */
    @JsonProperty("N/A")
    NOT_APPLICABLE
}
