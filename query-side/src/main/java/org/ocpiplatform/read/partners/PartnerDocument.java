package org.ocpiplatform.read.partners;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** A partner in the read store: what administrators see, and beside it what requests are recognised by. */
final class PartnerDocument {

    /** The hashes of all tokens that the partner may present now. */
    static final String TOKEN_HASHES = "token_hashes";

    static final String NAME = "name";
    /** Whether administrators see it. */
    static final String LISTED = "listed";
    /** Whether we may call it. */
    static final String CALLED = "called";
    /** Parties that the partner runs on this platform; none unless it was provisioned. */
    static final String HOSTED = "hosted_parties";

    private static final String JSON = "json";
    private static final String TOKEN_HASH = "token_hash";
    private static final String OFFERED_HASH = "offered_hash";
    private static final String CONNECTION = "connection";

    private PartnerDocument() {}

    /**
     * A partner with what the view must not have.
     *
     * @param tokenHash of the token that it presents; none once it is unregistered
     * @param offeredHash of a token that it may present as well
     */
    record Known(
            PartnerView view,
            @Nullable String tokenHash,
            @Nullable String offeredHash,
            @Nullable PartnerConnection connection) {

        Known offering(@Nullable String hash) {
            return new Known(view, tokenHash, hash, connection);
        }

        Known viewed(PartnerView other) {
            return new Known(other, tokenHash, offeredHash, connection);
        }
    }

    static void write(@Nullable Known partner, Document document) {
        if (partner == null) {
            // An attempt to connect that failed is no partner, but its events are known.
            return;
        }
        PartnerView view = partner.view();
        document.append(NAME, view.name())
                .append(
                        TOKEN_HASHES,
                        Stream.of(partner.tokenHash(), partner.offeredHash())
                                .filter(Objects::nonNull)
                                .toList())
                .append(LISTED, view.state() != PartnerState.CONNECTING)
                .append(CALLED, isCalled(partner))
                .append(
                        HOSTED,
                        view.state() == PartnerState.PROVISIONED
                                ? view.roles().stream()
                                        .map(role -> role.party().key())
                                        .distinct()
                                        .toList()
                                : List.of())
                .append(JSON, OcpiJson.mapper().writeValueAsString(view));
        document.append(TOKEN_HASH, partner.tokenHash()).append(OFFERED_HASH, partner.offeredHash());
        if (partner.connection() != null) {
            document.append(CONNECTION, OcpiJson.mapper().writeValueAsString(partner.connection()));
        }
    }

    static @Nullable Known read(Document document) {
        return document.containsKey(JSON)
                ? new Known(
                        view(document),
                        document.getString(TOKEN_HASH),
                        document.getString(OFFERED_HASH),
                        connection(document))
                : null;
    }

    static PartnerView view(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), PartnerView.class);
    }

    /** Only of documents that are {@link #CALLED}. */
    static PartnerLink link(Document document) {
        return new PartnerLink(view(document), Objects.requireNonNull(connection(document)));
    }

    static String hosted(PartyId party) {
        return party.key();
    }

    private static boolean isCalled(Known partner) {
        PartnerState state = partner.view().state();
        return partner.connection() != null && (state == PartnerState.REGISTERED || state == PartnerState.PROVISIONED);
    }

    private static @Nullable PartnerConnection connection(Document document) {
        String json = document.getString(CONNECTION);
        return json == null ? null : OcpiJson.mapper().readValue(json, PartnerConnection.class);
    }
}
