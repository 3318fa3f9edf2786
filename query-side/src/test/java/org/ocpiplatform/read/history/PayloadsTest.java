package org.ocpiplatform.read.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.UserAdded;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerProvisioned;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.Sessions;

class PayloadsTest {

    @Test
    void secretsAreReplacedAtEveryDepth() {
        PartnerProvisioned provisioned = new PartnerProvisioned(
                new PartnerId("p"),
                "Somebody",
                List.of(),
                null,
                "THE-HASH",
                new PartnerConnection("https://partner.example/versions", new SealedSecret("THE-SECRET"), List.of()));

        assertThat(Payloads.shown(provisioned)).isEqualTo(OcpiJson.mapper().readTree("""
                {"partner_id":"p","name":"Somebody","token_hash":"(secret)",
                 "connection":{"versions_url":"https://partner.example/versions","token":"(secret)"}}
                """));
        assertThat(Payloads.shown(new UserAdded(new CpoOwnerId("c"), new UserId("u"), "name", "THE-HASH"))
                        .toString())
                .doesNotContain("THE-HASH")
                .contains("\"name\"");
    }

    @Test
    void everythingElseIsAsItIsStored() {
        Session session =
                OcpiJson.mapper().treeToValue(Sessions.aSession().withId("S1").json(), Session.class);
        SessionReplaced replaced = new SessionReplaced(
                new ReplicaId(Side.CPO, ObjectKind.SESSION, PartyId.of("NL", "TNM"), CiString.of("S1")), session);

        assertThat(Payloads.shown(replaced).toString())
                .isEqualTo(OcpiJson.mapper().writeValueAsString(replaced));
    }
}
