package org.ocpiplatform.api.ocpi.cdrs;

import java.nio.charset.StandardCharsets;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.cdrs.CdrCommand.FileCdr;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Requests about CDRs, the same on either side: only the owning CPO files them. */
@Component
final class CdrRequests {

    private static final ObjectKind KIND = ObjectKind.CDR;

    private final ObjectRequests objects;
    private final EdgeSettings settings;

    CdrRequests(ObjectRequests objects, EdgeSettings settings) {
        this.objects = objects;
        this.settings = settings;
    }

    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    /** @param collection path of all CDRs, below which the answer's {@code Location} lies */
    OcpiAnswer post(Side side, OcpiExchange exchange, String collection, JsonBody body) {
        Cdr cdr = body.valid(Cdr.class);
        ReplicaId id = objects.ownedByBody(side, KIND, cdr.owner(), cdr.id(), exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new FileCdr(id, cdr))
                .with(
                        "Location",
                        settings.url(collection + "/" + segment(cdr.countryCode()) + "/" + segment(cdr.partyId()) + "/"
                                + segment(cdr.id())));
    }

    private static String segment(CiString text) {
        return UriUtils.encode(text.toString(), StandardCharsets.UTF_8);
    }
}
