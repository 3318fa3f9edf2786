package org.ocpiplatform.write.outbound;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.PartyId;

/**
 * The parties that a call names in its routing headers (OCPI 2.3.0, message routing headers).
 *
 * @param from the party that sends
 * @param to the party that is meant
 */
public record Routing(@Nullable PartyId from, @Nullable PartyId to) {

    /** Of configuration modules, which are between platforms. */
    public static final Routing NONE = new Routing(null, null);
}
