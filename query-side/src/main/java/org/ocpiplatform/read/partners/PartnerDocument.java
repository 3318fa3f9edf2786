package org.ocpiplatform.read.partners;

import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** A partner in the read store: what administrators see, and beside it what requests are recognised by. */
final class PartnerDocument {

    static final String TOKEN_HASH = "token_hash";
    static final String NAME = "name";
    /** Parties that the partner runs on this platform; none unless it was provisioned. */
    static final String HOSTED = "hosted_parties";

    private static final String JSON = "json";

    private PartnerDocument() {}

    /** A partner with the hash of its token, which the view must not have. */
    record Known(PartnerView view, @Nullable String tokenHash) {}

    static void write(Known partner, Document document) {
        PartnerView view = partner.view();
        document.append(NAME, view.name())
                .append(TOKEN_HASH, partner.tokenHash())
                .append(
                        HOSTED,
                        view.state() == PartnerState.PROVISIONED
                                ? view.roles().stream()
                                        .map(role -> role.party().key())
                                        .distinct()
                                        .toList()
                                : List.of())
                .append(JSON, OcpiJson.mapper().writeValueAsString(view));
    }

    static Known read(Document document) {
        return new Known(view(document), document.getString(TOKEN_HASH));
    }

    static PartnerView view(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), PartnerView.class);
    }

    static String hosted(PartyId party) {
        return party.key();
    }
}
