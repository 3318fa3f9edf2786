package org.ocpiplatform.write.chargepoints;

import java.math.BigDecimal;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the charge points are.
 *
 * @param url of the operator's back end, under which requests are posted; the simulator answers without one
 * @param token that we present to the back end; none means that it asks for none
 * @param publicUrl where this platform is reached, for the back end's replies
 * @param speed seconds that pass for the simulator's cars in one of the world's
 */
public record ChargePointSettings(
        @Nullable String url, @Nullable String token, URI publicUrl, BigDecimal speed) {

    /** The token is left out: this ends up in logs. */
    @Override
    public String toString() {
        return "ChargePointSettings[" + url + "]";
    }
}
