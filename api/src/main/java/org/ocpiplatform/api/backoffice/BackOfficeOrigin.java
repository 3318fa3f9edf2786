package org.ocpiplatform.api.backoffice;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.MessageIds;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.ocpi.PartyId;

/** Where commands of the back office come from, for their metadata. */
public final class BackOfficeOrigin {

    private BackOfficeOrigin() {}

    /**
     * By the keys of {@link MessageOrigin}.
     *
     * @param cpo that acts; none if the user acts for no party
     */
    public static Map<String, String> of(HttpServletRequest request, UserId user, @Nullable PartyId cpo) {
        MessageIds ids = MessageIds.of(request);
        Map<String, String> origin = new HashMap<>(Map.of(
                MessageOrigin.USER_ID, user.value(),
                MessageOrigin.REQUEST_ID, ids.requestId(),
                MessageOrigin.CORRELATION_ID, ids.correlationId()));
        if (cpo != null) {
            origin.put(MessageOrigin.COUNTRY_CODE, cpo.countryCode().key());
            origin.put(MessageOrigin.PARTY_ID, cpo.partyId().key());
        }
        return origin;
    }
}
