package org.ocpiplatform.write.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ocpiplatform.ocpi.credentials.CredentialsRoles.aRole;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.backoffice.AccountClaimEvent.AccountClaimGranted;
import org.ocpiplatform.contract.backoffice.AccountClaimId;
import org.ocpiplatform.contract.backoffice.Contact;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.RegisterCpoOwner;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.SetLogo;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.CpoOwnerRegistered;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.LogoSet;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.UserAdded;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimTakenOver;
import org.ocpiplatform.contract.partners.PartyClaimId;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.types.ImageCategory;
import org.ocpiplatform.ocpi.validation.Invalid;

@Timeout(60)
class CpoOwnerCommandHandlerTest {

    private static final Image LOGO = logo("https://img.example/1.png");

    private final CpoOwnerSide side = new CpoOwnerSide();

    @Test
    void aCompanyRegistersWithItsFirstUserAndAllThatItClaims() {
        WriteResult result = register("c1", "Example Charging", "Anna", "Anna@Example.com");

        assertThat(result).isEqualTo(new WriteResult(WriteResult.Kind.CREATED, "c1", 1));
        CpoOwnerId id = new CpoOwnerId("c1");
        PartyId party = PartyId.of("DE", "EXA");
        assertThat(side.stored())
                .containsExactlyInAnyOrder(
                        new AccountClaimGranted(new AccountClaimId(AccountClaimId.Kind.USERNAME, "anna"), id),
                        new AccountClaimGranted(new AccountClaimId(AccountClaimId.Kind.EMAIL, "anna@example.com"), id),
                        new PartyClaimTakenOver(new PartyClaimId(Role.CPO, party), id),
                        new CpoOwnerRegistered(
                                id, party, "Example Charging", contact("Anna@Example.com"), true, LOGO, "logo.png"),
                        new UserAdded(id, new UserId("u-c1"), "Anna", "hash"));
        assertThat(side.notices).isEmpty();
    }

    @Test
    void aUsernameBelongsToOneCompanyHoweverItIsWritten() {
        register("c1", "Example", "Anna", "a@example.com");
        List<Object> before = side.stored();

        Rejection rejection = refused("c2", "Other", "ANNA", "b@example.com");

        assertThat(rejection.code()).isEqualTo(Rejection.Code.CONFLICT);
        assertThat(rejection).hasMessage("username is taken");
        assertThat(side.stored()).isEqualTo(before);
    }

    @Test
    void anAddressBelongsToOneCompanyHoweverItIsWritten() {
        register("c1", "Example", "anna", "a@example.com");
        List<Object> before = side.stored();

        Rejection rejection = refused("c2", "Other", "berta", "A@EXAMPLE.com");

        assertThat(rejection.code()).isEqualTo(Rejection.Code.CONFLICT);
        assertThat(rejection).hasMessage("contact_email is taken");
        assertThat(side.stored()).isEqualTo(before);
        assertThat(register("c3", "Other", "berta", "b@example.com").kind()).isEqualTo(WriteResult.Kind.CREATED);
    }

    @Test
    void anIllFormedContactIsRefused() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> register("c1", "Example", "anna", "no address"))
                .withMessageContaining("email");
        assertThat(side.stored()).isEmpty();
    }

    @Test
    void aPartyOfOursIsNotFreeInWhateverRole() {
        register("c1", "Own Charging", "anna", "a@example.com");

        assertThat(partyIds()).containsExactly("OWC");
    }

    @ParameterizedTest
    @EnumSource(PartnerState.class)
    void aPartyOfAPartnerIsNotFreeInWhateverRoleUnlessThePartnerHasGone(PartnerState state) {
        side.partners = List.of(new PartnerView(
                new PartnerId("p1"),
                "P",
                state,
                List.of(aRole(Role.EMSP, "de", "exa"), aRole(Role.CPO, "NL", "EXM")),
                null,
                Instant.EPOCH,
                null,
                List.of(),
                PartnerQuirks.NONE,
                PartnerQuirks.NONE));

        register("c1", "Example", "anna", "a@example.com");

        assertThat(partyIds()).containsExactly(state == PartnerState.UNREGISTERED ? "EXA" : "EXM");
    }

    @Test
    void aPartyThatAPartnerHasJustClaimedIsNotFree() {
        PartyClaimId claim = new PartyClaimId(Role.CPO, PartyId.of("DE", "EXA"));
        side.claim(claims -> claims.change(new PartnerId("p1"), Set.of(), Set.of(claim), false));

        register("c1", "Example", "anna", "a@example.com");

        assertThat(partyIds()).containsExactly("EXM");
    }

    @Test
    void companiesOfOneNameThatRegisterAtTheSameTimeGetDifferentParties() throws Exception {
        int companies = 20;
        CyclicBarrier start = new CyclicBarrier(companies);
        try (ExecutorService threads = Executors.newFixedThreadPool(companies)) {
            List<Future<WriteResult>> results = new ArrayList<>();
            for (int i = 0; i < companies; i++) {
                String number = String.valueOf(i);
                results.add(threads.submit(() -> {
                    start.await();
                    return register("c" + number, "Example", "user" + number, number + "@example.com");
                }));
            }
            for (Future<WriteResult> result : results) {
                assertThat(result.get().kind()).isEqualTo(WriteResult.Kind.CREATED);
            }
        }
        assertThat(partyIds()).hasSize(companies).doesNotHaveDuplicates().contains("EXA", "EXM", "EX0");
        assertThat(side.stored(PartyClaimTakenOver.class)).hasSize(companies);
        assertThat(side.stored(AccountClaimGranted.class)).hasSize(2 * companies);
    }

    @Test
    void ofThoseWhoWantOneUsernameAtTheSameTimeOneGetsIt() throws Exception {
        int users = 8;
        CyclicBarrier start = new CyclicBarrier(users);
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(users)) {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < users; i++) {
                String number = String.valueOf(i);
                results.add(threads.submit(() -> {
                    start.await();
                    try {
                        register("c" + number, "Example", "anna", number + "@example.com");
                        return "registered";
                    } catch (Rejection e) {
                        return e.getMessage();
                    }
                }));
            }
            for (Future<String> result : results) {
                outcomes.add(result.get());
            }
        }
        assertThat(outcomes).containsOnlyOnce("registered").containsOnly("registered", "username is taken");
        assertThat(side.stored()).hasSize(5);
    }

    @Test
    void aPasswordThatWasMadeHereIsTold() {
        SealedSecret password = new SealedSecret("v1:sealed");
        side.send(registration("c1", "Example", "anna", "a@example.com", password));

        assertThat(side.notices)
                .containsExactly(new CpoOwnerNotices.InitialPassword(
                        new CpoOwnerId("c1"), PartyId.of("DE", "EXA"), "Example", "anna", "a@example.com", password));
    }

    @Test
    void nobodyRegistersWhoCannotBeToldThePassword() {
        side.told = notice -> {
            throw new UncheckedIOException(new java.io.IOException("disk full"));
        };

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() ->
                        side.send(registration("c1", "Example", "anna", "a@example.com", new SealedSecret("v1:s"))));
        assertThat(side.stored()).isEmpty();

        side.told = side.notices::add;
        side.send(registration("c1", "Example", "anna", "a@example.com", new SealedSecret("v1:s")));
        assertThat(partyIds()).containsExactly("EXA");
    }

    @Test
    void nobodyWhoIsRefusedIsToldAPassword() {
        register("c1", "Example", "anna", "a@example.com");

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() ->
                        side.send(registration("c2", "Example", "anna", "b@example.com", new SealedSecret("v1:s"))));
        assertThat(side.notices).isEmpty();
    }

    @Test
    void aLogoIsReplacedOnce() {
        register("c1", "Example", "anna", "a@example.com");
        SetLogo other = new SetLogo(new CpoOwnerId("c1"), logo("https://img.example/2.png"));

        assertThat(side.<WriteResult>send(new SetLogo(new CpoOwnerId("c1"), LOGO)))
                .isEqualTo(new WriteResult(WriteResult.Kind.UNCHANGED, "c1", 1));
        assertThat(side.<WriteResult>send(other)).isEqualTo(new WriteResult(WriteResult.Kind.UPDATED, "c1", 2));
        assertThat(side.<WriteResult>send(other)).isEqualTo(new WriteResult(WriteResult.Kind.UNCHANGED, "c1", 2));
        assertThat(side.stored(LogoSet.class)).containsExactly(new LogoSet(other.cpoOwnerId(), other.logo()));
    }

    @Test
    void aLogoNeedsItsCompany() {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> side.send(new SetLogo(new CpoOwnerId("c9"), LOGO)))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.NOT_FOUND));
    }

    @Test
    void aLogoHasAUrl() {
        register("c1", "Example", "anna", "a@example.com");

        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> side.send(new SetLogo(new CpoOwnerId("c1"), logo("logo.png"))));
    }

    private WriteResult register(String id, String name, String username, String email) {
        return side.send(registration(id, name, username, email, null));
    }

    private Rejection refused(String id, String name, String username, String email) {
        return catchThrowableOfType(Rejection.class, () -> register(id, name, username, email));
    }

    private List<String> partyIds() {
        return side.stored(CpoOwnerRegistered.class).stream()
                .map(registered -> registered.party().partyId().toString())
                .toList();
    }

    private static RegisterCpoOwner registration(
            String id, String name, String username, String email, @Nullable SealedSecret initialPassword) {
        return new RegisterCpoOwner(
                new CpoOwnerId(id),
                name,
                CiString.of("DE"),
                contact(email),
                true,
                LOGO,
                "logo.png",
                new UserId("u-" + id),
                username,
                "hash",
                initialPassword);
    }

    private static Contact contact(String email) {
        return new Contact("Anna", "+49 221 555 0123", email);
    }

    private static Image logo(String url) {
        return new Image(url, null, ImageCategory.OPERATOR, CiString.of("png"), 10, 10, Map.of());
    }
}
