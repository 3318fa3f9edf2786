package org.ocpiplatform.write.chargepoints.simulated;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A limit of the power, such as that of a charging profile's period; it holds until the next.
 *
 * @param from inclusive
 * @param watts on all phases together; absent where no limit holds any more
 */
public record PowerLimit(Instant from, @Nullable BigDecimal watts) {}
