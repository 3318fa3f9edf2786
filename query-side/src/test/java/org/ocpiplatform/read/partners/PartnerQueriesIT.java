package org.ocpiplatform.read.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.credentials.CredentialsRoles.aRole;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerEvent;
import org.ocpiplatform.contract.partners.PartnerEvent.ConnectionStarted;
import org.ocpiplatform.contract.partners.PartnerEvent.CredentialsExchanged;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerProvisioned;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerUnregistered;
import org.ocpiplatform.contract.partners.PartnerEvent.TokenOffered;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartner;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerByToken;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.HostsParty;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.read.Intercepted;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.partners.PartnerDocument.Known;
import org.ocpiplatform.read.projection.ReadSide;

class PartnerQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final CredentialsRole TNM = aRole(Role.CPO, "NL", "TNM");
    private static final CredentialsRole MSP = aRole(Role.EMSP, "NL", "MSP");

    /** Happens once, after the store has answered and before the answer is remembered. */
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    private ReadSide readSide;
    private PartnerProjector projector;
    private PartnerQueries queries;

    @BeforeEach
    void create() {
        MongoDatabase database = Intercepted.database(STORE.database(), (collection, method, call) -> {
            Object result = call.proceed();
            if (method.equals("first")) {
                meanwhile.getAndSet(() -> {}).run();
            }
            return result;
        });
        readSide = new ReadSide(database);
        projector = new PartnerProjector(readSide.projections());
        queries = new PartnerQueries(projector);
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aPartnerIsFoundByTheHashOfItsToken() {
        provision("p1", "Laadnet", "hash-1", TNM, MSP);
        provision("p2", "Stroom", "hash-2", aRole(Role.CPO, "BE", "STR"));

        assertThat(byToken("hash-1")).hasValueSatisfying(partner -> {
            assertThat(partner.id()).isEqualTo(new PartnerId("p1"));
            assertThat(partner.name()).isEqualTo("Laadnet");
            assertThat(partner.state()).isEqualTo(PartnerState.PROVISIONED);
            assertThat(partner.roles()).containsExactly(TNM, MSP);
            assertThat(partner.hubPartyId()).isEqualTo(CiString.of("NLHUB"));
        });
        assertThat(byToken("hash-2")).map(PartnerView::name).hasValue("Stroom");
        assertThat(byToken("hash-3")).isEmpty();
    }

    @Test
    void anAnswerIsNotRememberedOverAChange() {
        assertThat(byToken("hash-1")).isEmpty();
        assertThat(hosts("NL", "TNM")).isFalse();

        provision("p1", "Laadnet", "hash-1", TNM);

        assertThat(byToken("hash-1")).isPresent();
        assertThat(hosts("NL", "TNM")).isTrue();
    }

    @Test
    void anAnswerThatWasBeingReadDuringAChangeIsNotRemembered() {
        meanwhile.set(() -> provision("p1", "Laadnet", "hash-1", TNM));
        assertThat(byToken("hash-1")).isEmpty();
        assertThat(byToken("hash-1")).isPresent();

        meanwhile.set(() -> provision("p2", "Stroom", "hash-2", aRole(Role.CPO, "BE", "STR")));
        assertThat(hosts("BE", "STR")).isFalse();
        assertThat(hosts("BE", "STR")).isTrue();
    }

    @Test
    void whoIsBeingConnectedIsRecognisedButNotListedAndCalledOnlyAfterwards() {
        PartnerId id = new PartnerId("p1");
        PartnerConnection connection =
                new PartnerConnection("https://they.example/versions", new SealedSecret("v1:sealed"), List.of());

        happened(new ConnectionStarted(id, "They", "https://they.example/versions", "hash-b"));
        assertThat(byToken("hash-b")).hasValueSatisfying(partner -> {
            assertThat(partner.state()).isEqualTo(PartnerState.CONNECTING);
            assertThat(partner.asCaller().roles()).isEmpty();
        });
        assertThat(queries.handle(new ListPartners())).isEmpty();
        assertThat(queries.handle(new FindPartnerLink(id))).isEmpty();

        happened(new CredentialsExchanged(id, List.of(TNM), null, "hash-b", connection, "given"));
        assertThat(queries.handle(new FindPartnerLink(id)))
                .map(PartnerLink::connection)
                .hasValue(connection);

        happened(new TokenOffered(id, "hash-c"));
        assertThat(byToken("hash-b")).isPresent();
        assertThat(byToken("hash-c")).isPresent();

        happened(new PartnerUnregistered(id));
        assertThat(byToken("hash-b")).isEmpty();
        assertThat(queries.handle(new FindPartnerLink(id))).isEmpty();
        assertThat(queries.handle(new ListPartners())).hasSize(1);
    }

    @Test
    void anAnswerIsRememberedForAMoment() {
        provision("p1", "Laadnet", "hash-1", TNM);
        assertThat(byToken("hash-1")).isPresent();

        STORE.database().getCollection("partners").deleteMany(new Document());

        assertThat(byToken("hash-1")).isPresent();
    }

    @Test
    void aTokenThatWasReplacedNoLongerFindsThePartner() {
        provision("p1", "Laadnet", "hash-1", TNM);
        assertThat(byToken("hash-1")).isPresent();

        provision("p1", "Laadnet", "hash-2", TNM);

        assertThat(byToken("hash-1")).isEmpty();
        assertThat(byToken("hash-2")).isPresent();
    }

    @Test
    void thePartiesOfAProvisionedPartnerAreHosted() {
        provision("p1", "Laadnet", "hash-1", TNM, MSP, aRole(Role.NSP, "NL", "MSP"));

        assertThat(hosts("NL", "TNM")).isTrue();
        assertThat(hosts("nl", "msp")).isTrue();
        assertThat(hosts("BE", "TNM")).isFalse();
    }

    @Test
    void thePartiesOfAPartnerInAnyOtherStateAreNotHosted() {
        for (PartnerState state : PartnerState.values()) {
            PartnerView partner = new PartnerView(
                    new PartnerId("p1"),
                    "Laadnet",
                    state,
                    List.of(TNM),
                    null,
                    Instant.EPOCH,
                    null,
                    List.of(),
                    PartnerQuirks.NONE,
                    PartnerQuirks.NONE);
            Document document = new Document();

            PartnerDocument.write(new Known(partner, null, null, null), document);

            assertThat(document.getList(PartnerDocument.HOSTED, String.class))
                    .isEqualTo(state == PartnerState.PROVISIONED ? List.of("NL:TNM") : List.of());
            assertThat(PartnerDocument.read(document)).isEqualTo(new Known(partner, null, null, null));
        }
    }

    @Test
    void partnersAreFoundByTheirIdAndListedByName() {
        provision("p1", "Stroom", "hash-1", TNM);
        provision("p2", "Laadnet", "hash-2", MSP);
        provision("p3", "Paal", "hash-3", aRole(Role.CPO, "BE", "PAL"));

        assertThat(queries.handle(new FindPartner(new PartnerId("p2"))))
                .map(PartnerView::name)
                .hasValue("Laadnet");
        assertThat(queries.handle(new FindPartner(new PartnerId("p4")))).isEmpty();
        assertThat(queries.handle(new ListPartners()))
                .extracting(PartnerView::name)
                .containsExactly("Laadnet", "Paal", "Stroom");
    }

    @Test
    void administratorsAreNotToldLessThanWasAcknowledged() {
        assertThat(readSide.isShown("partners", "p1", 0)).isFalse();

        assertUnavailable(() -> queries.handle(new ListPartners()));
        assertUnavailable(() -> queries.handle(new FindPartner(new PartnerId("p1"))));
        assertThat(byToken("hash-1")).isEmpty();
    }

    @Test
    void noViewHoldsATokenOrItsHash() {
        provision("p1", "Laadnet", "hash-1", TNM);

        assertThat(queries.handle(new ListPartners()).getFirst().toString()).doesNotContain("hash-1");
        assertThat(STORE.database().getCollection("partners").find().first().getString("json"))
                .doesNotContain("hash-1");
    }

    private void provision(String id, String name, String tokenHash, CredentialsRole... roles) {
        happened(
                new PartnerProvisioned(new PartnerId(id), name, List.of(roles), CiString.of("NLHUB"), tokenHash, null));
    }

    private void happened(PartnerEvent what) {
        GenericTrackedDomainEventMessage<?> event =
                readSide.events().append(what.partnerId().value(), what);
        readSide.batch("partners", () -> projector.on((PartnerEvent) event.getPayload(), event, event.trackingToken()));
    }

    private Optional<PartnerView> byToken(String hash) {
        return queries.handle(new FindPartnerByToken(hash));
    }

    private boolean hosts(String countryCode, String partyId) {
        return queries.handle(new HostsParty(PartyId.of(countryCode, partyId)));
    }

    private static void assertUnavailable(Runnable query) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(query::run)
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }
}
