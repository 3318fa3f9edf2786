package org.ocpiplatform.read.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.backoffice.Contact;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.CpoOwnerRegistered;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.LogoSet;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.UserAdded;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.FindCpoOwnerByUsername;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.FindCpoOwnersOf;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.ListRegisteredParties;
import org.ocpiplatform.contract.backoffice.CpoOwnerView;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.types.ImageCategory;
import org.ocpiplatform.read.Intercepted;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.projection.ReadSide;

class CpoOwnerQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final Contact CONTACT = new Contact("Anna", "+49 221 555 0123", "a@example.com");
    private static final Image LOGO =
            new Image("https://img.example/1.png", null, ImageCategory.OPERATOR, CiString.of("png"), 10, 20, Map.of());

    /** Happens once, after the store has answered and before the answer is remembered. */
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    private final AtomicInteger finds = new AtomicInteger();

    private ReadSide readSide;
    private CpoOwnerProjector companies;

    @BeforeEach
    void create() {
        MongoDatabase database = Intercepted.database(STORE.database(), (collection, method, call) -> {
            if (method.equals("find")) {
                finds.incrementAndGet();
            }
            Object result = call.proceed();
            if (method.equals("into")) {
                meanwhile.getAndSet(() -> {}).run();
            }
            return result;
        });
        readSide = new ReadSide(database);
        companies = new CpoOwnerProjector(readSide.projections());
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aCompanyIsFoundByTheNameOfItsUserHoweverItIsWritten() {
        register("c1", "EXA", "Anna");
        register("c2", "OTH", "Berta");

        assertThat(byUsername("aNNA")).hasValue(company("c1", "EXA", "Anna", null));
        assertThat(byUsername("berta")).map(CpoOwnerView::party).hasValue(PartyId.of("DE", "OTH"));
        assertThat(byUsername("c")).isEmpty();
    }

    @Test
    void aCompanyHasTheLogoThatWasSetLast() {
        register("c1", "EXA", "Anna");
        happened(new LogoSet(new CpoOwnerId("c1"), LOGO));

        assertThat(byUsername("anna")).hasValue(company("c1", "EXA", "Anna", LOGO));
        assertThat(parties()).containsExactly(party("c1", "EXA", LOGO));
    }

    @Test
    void companiesAreFoundByTheirPartiesInOneLook() {
        register("c1", "EXA", "Anna");
        register("c2", "OTH", "Berta");
        register("c3", "EXM", "Clara");
        finds.set(0);

        assertThat(companies.handle(new FindCpoOwnersOf(
                        List.of(PartyId.of("de", "exa"), PartyId.of("DE", "EXM"), PartyId.of("NL", "OTH")))))
                .extracting(company -> company.id().value())
                .containsExactlyInAnyOrder("c1", "c3");
        assertThat(finds).hasValue(1);
        assertThat(companies.handle(new FindCpoOwnersOf(List.of()))).isEmpty();
    }

    @Test
    void theirPartiesAreListedInTheOrderOfTheirRegistration() {
        register("c2", "OTH", "Berta");
        register("c1", "EXA", "Anna");
        happened(new LogoSet(new CpoOwnerId("c2"), LOGO));

        assertThat(parties()).containsExactly(party("c2", "OTH", LOGO), party("c1", "EXA", null));
    }

    @Test
    void thePartiesAreRememberedForAMomentButNotOverAChange() {
        assertThat(parties()).isEmpty();
        register("c1", "EXA", "Anna");
        assertThat(parties()).hasSize(1);

        STORE.database().getCollection("cpo_owners").deleteMany(new Document());
        assertThat(parties()).hasSize(1);

        register("c2", "OTH", "Berta");
        assertThat(parties()).containsExactly(party("c2", "OTH", null));
    }

    @Test
    void anAnswerThatWasBeingReadDuringAChangeIsNotRemembered() {
        meanwhile.set(() -> register("c1", "EXA", "Anna"));

        assertThat(parties()).isEmpty();
        assertThat(parties()).hasSize(1);
    }

    @Test
    void nobodyLogsInBeforeWhatWasAcknowledgedIsKnownButThePartiesNeverWait() {
        assertThat(readSide.isShown("cpo_owners", "c1", 1)).isFalse();

        assertUnavailable(() -> byUsername("anna"));
        assertUnavailable(() -> companies.handle(new FindCpoOwnersOf(List.of(PartyId.of("DE", "EXA")))));
        assertThat(parties()).isEmpty();
    }

    private void register(String id, String partyId, String username) {
        CpoOwnerId company = new CpoOwnerId(id);
        happened(new CpoOwnerRegistered(
                company, PartyId.of("DE", partyId), "Company " + id, CONTACT, true, null, "logo.png"));
        happened(new UserAdded(company, new UserId("u-" + id), username, "hash-" + id));
    }

    private static CpoOwnerView company(String id, String partyId, String username, @Nullable Image logo) {
        return new CpoOwnerView(
                new CpoOwnerId(id),
                PartyId.of("DE", partyId),
                "Company " + id,
                CONTACT,
                true,
                logo,
                "logo.png",
                List.of(new CpoOwnerView.User(new UserId("u-" + id), username, "hash-" + id)));
    }

    private static CredentialsRole party(String id, String partyId, @Nullable Image logo) {
        return new CredentialsRole(
                Role.CPO,
                new BusinessDetails("Company " + id, null, logo, Map.of()),
                CiString.of(partyId),
                CiString.of("DE"),
                Map.of());
    }

    private Optional<CpoOwnerView> byUsername(String username) {
        return companies.handle(new FindCpoOwnerByUsername(username));
    }

    private List<CredentialsRole> parties() {
        return companies.handle(new ListRegisteredParties());
    }

    private void happened(CpoOwnerEvent event) {
        GenericTrackedDomainEventMessage<?> message =
                readSide.events().append(event.cpoOwnerId().value(), event);
        readSide.batch("cpo_owners", () -> companies.on(event, message, message.trackingToken()));
    }

    private static void assertUnavailable(Runnable query) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(query::run)
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }
}
