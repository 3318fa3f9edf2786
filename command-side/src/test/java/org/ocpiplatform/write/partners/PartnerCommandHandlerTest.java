package org.ocpiplatform.write.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.credentials.CredentialsRoles.aRole;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.partners.PartnerCommand.EndRegistration;
import org.ocpiplatform.contract.partners.PartnerCommand.InvitePartner;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerProvisioned;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartyClaimEvent;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimGranted;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimTakenOver;
import org.ocpiplatform.contract.partners.PartyClaimId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.validation.Invalid;

class PartnerCommandHandlerTest {

    private static final CredentialsRole NL_TNM_CPO = aRole(Role.CPO, "NL", "TNM");
    private static final CredentialsRole DE_8EV_CPO = aRole(Role.CPO, "DE", "8EV");

    private final WriteSide side = new WriteSide();

    @Test
    void aPartnerIsProvisionedWithAClaimOnEachOfItsParties() {
        WriteResult result = provision("P1", NL_TNM_CPO, DE_8EV_CPO);

        assertThat(result).isEqualTo(new WriteResult(WriteResult.Kind.CREATED, "P1", 0));
        assertThat(stored())
                .containsExactlyInAnyOrder(
                        new PartyClaimGranted(claim(Role.CPO, "NL", "TNM"), new PartnerId("P1")),
                        new PartyClaimGranted(claim(Role.CPO, "DE", "8EV"), new PartnerId("P1")),
                        new PartnerProvisioned(
                                new PartnerId("P1"),
                                "Partner P1",
                                List.of(NL_TNM_CPO, DE_8EV_CPO),
                                CiString.of("NLHUB"),
                                "hash-P1",
                                null));
    }

    @Test
    void aPartyOfAnotherPartnerIsAConflictAndNothingIsStored() {
        provision("P1", NL_TNM_CPO);
        List<Object> before = stored();

        assertRejected(Rejection.Code.CONFLICT, "P2", DE_8EV_CPO, NL_TNM_CPO);

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void anotherSpellingOfAPartyIsTheSameParty() {
        provision("P1", NL_TNM_CPO);

        assertRejected(Rejection.Code.CONFLICT, "P2", aRole(Role.CPO, "nl", "Tnm"));
    }

    @Test
    void aRefusedPartnerHoldsNoneOfTheOtherPartiesItWanted() {
        provision("P1", NL_TNM_CPO);
        assertRejected(Rejection.Code.CONFLICT, "P2", DE_8EV_CPO, NL_TNM_CPO);

        assertThat(provision("P3", DE_8EV_CPO).kind()).isEqualTo(WriteResult.Kind.CREATED);
    }

    @Test
    void onePartyMayBeHeldByDifferentPartnersInDifferentRoles() {
        provision("P1", NL_TNM_CPO);

        assertThat(provision("P2", aRole(Role.EMSP, "NL", "TNM")).kind()).isEqualTo(WriteResult.Kind.CREATED);
    }

    @Test
    void onePartnerMayHoldAPartyInSeveralRoles() {
        provision("P1", NL_TNM_CPO, aRole(Role.EMSP, "NL", "TNM"));

        assertThat(stored()).hasSize(3);
    }

    @Test
    void onePartyMayBeHeldInDifferentCountries() {
        provision("P1", NL_TNM_CPO);

        assertThat(provision("P2", aRole(Role.CPO, "BE", "TNM")).kind()).isEqualTo(WriteResult.Kind.CREATED);
    }

    @Test
    void rolesWithTheSamePartyTwiceAreInvalidAndNothingIsStored() {
        assertRejected(Rejection.Code.INVALID, "P1", NL_TNM_CPO, DE_8EV_CPO, aRole(Role.CPO, "nl", "tnm"));

        assertThat(stored()).isEmpty();
    }

    @Test
    void anInvalidRoleIsRefusedAndNothingIsStored() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> provision("P1", NL_TNM_CPO, aRole(Role.CPO, "NLD", "TNM")))
                .withMessageContaining("country_code");
        assertThat(stored()).isEmpty();
    }

    @Test
    void nobodyIsInvitedToBecomeUs() {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> side.send(new InvitePartner(
                        new PartnerId("P1"), "P1", List.of(NL_TNM_CPO, aRole(Role.EMSP, "nl", "own")), null, "hash")))
                .withMessageContaining("EMSP nl-own")
                .withMessageContaining("ocpi.parties")
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.CONFLICT));
        assertThat(stored()).isEmpty();

        assertThat(provision("P1", WriteSide.OWN_CPO).kind()).isEqualTo(WriteResult.Kind.CREATED);
    }

    @Test
    void whatACompanyTookOverIsHeldByItsOwnSystemOnly() {
        side.takeOver(claim(Role.CPO, "NL", "TNM"), "c1");
        List<Object> before = stored();

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() ->
                        side.send(new InvitePartner(new PartnerId("P1"), "P1", List.of(NL_TNM_CPO), null, "hash")))
                .withMessageContaining("CPO NL-TNM")
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.CONFLICT));
        assertThat(stored()).isEqualTo(before);

        assertThat(provision("P2", NL_TNM_CPO).kind()).isEqualTo(WriteResult.Kind.CREATED);
        assertRejected(Rejection.Code.CONFLICT, "P3", NL_TNM_CPO);
    }

    @Test
    void aCompanyStaysWhenItsOwnSystemGoes() {
        side.takeOver(claim(Role.CPO, "NL", "TNM"), "c1");
        provision("P1", NL_TNM_CPO);
        side.send(new EndRegistration(new PartnerId("P1")));

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() ->
                        side.send(new InvitePartner(new PartnerId("P2"), "P2", List.of(NL_TNM_CPO), null, "hash")));
        assertThatExceptionOfType(Rejection.class).isThrownBy(() -> side.takeOver(claim(Role.CPO, "NL", "TNM"), "c2"));
        assertThat(provision("P3", NL_TNM_CPO).kind()).isEqualTo(WriteResult.Kind.CREATED);
    }

    @Test
    void whatAPartnerHoldsIsNotTakenOverUntilItIsFree() {
        provision("P1", NL_TNM_CPO);

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> side.takeOver(claim(Role.CPO, "NL", "TNM"), "c1"))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.CONFLICT));

        side.send(new EndRegistration(new PartnerId("P1")));
        side.takeOver(claim(Role.CPO, "NL", "TNM"), "c1");
        assertThat(stored()).endsWith(new PartyClaimTakenOver(claim(Role.CPO, "NL", "TNM"), new CpoOwnerId("c1")));
    }

    @Test
    void aPartyIsTakenOverOnceAndByOneCompany() {
        side.takeOver(claim(Role.CPO, "NL", "TNM"), "c1");
        side.takeOver(claim(Role.CPO, "nl", "tnm"), "c1");

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> side.takeOver(claim(Role.CPO, "NL", "TNM"), "c2"))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.CONFLICT));
        assertThat(stored()).hasSize(1);
    }

    @Nested
    @Timeout(30)
    class Racing {

        private final ExecutorService threads = Executors.newFixedThreadPool(2);

        @AfterEach
        void stopThreads() {
            threads.shutdownNow();
        }

        @RepeatedTest(25)
        void exactlyOneOfTwoPartnersGetsAParty() throws Exception {
            assertThat(race(List.of(NL_TNM_CPO), List.of(NL_TNM_CPO))).containsExactlyInAnyOrder("CREATED", "CONFLICT");
            assertThat(stored()).hasSize(2);
        }

        @RepeatedTest(25)
        void partnersWhoNameTheSamePartiesInOppositeOrderDoNotBlockEachOther() throws Exception {
            assertThat(race(List.of(NL_TNM_CPO, DE_8EV_CPO), List.of(DE_8EV_CPO, NL_TNM_CPO)))
                    .containsExactlyInAnyOrder("CREATED", "CONFLICT");
            assertThat(stored()).hasSize(3);
        }

        @RepeatedTest(25)
        void aPartyGoesToThePartnerOrToTheCompany() throws Exception {
            CyclicBarrier start = new CyclicBarrier(2);
            Future<String> partner = threads.submit(outcome(
                    start,
                    () -> side.send(new InvitePartner(new PartnerId("P1"), "P1", List.of(NL_TNM_CPO), null, "hash"))));
            Future<String> company =
                    threads.submit(outcome(start, () -> side.takeOver(claim(Role.CPO, "NL", "TNM"), "c1")));

            assertThat(List.of(partner.get(), company.get())).containsExactlyInAnyOrder("DONE", "CONFLICT");
            assertThat(stored().stream()
                            .filter(PartyClaimEvent.class::isInstance)
                            .toList())
                    .hasSize(1);
        }

        private Callable<String> outcome(CyclicBarrier start, Runnable action) {
            return () -> {
                start.await();
                try {
                    action.run();
                    return "DONE";
                } catch (Rejection e) {
                    return e.code().name();
                }
            };
        }

        /** What becomes of two partners who are provisioned at the same time. */
        private List<String> race(List<CredentialsRole> one, List<CredentialsRole> other) throws Exception {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<String>> outcomes =
                    List.of(threads.submit(racer(start, "P1", one)), threads.submit(racer(start, "P2", other)));
            List<String> results = new ArrayList<>();
            for (Future<String> outcome : outcomes) {
                results.add(outcome.get());
            }
            return results;
        }

        private Callable<String> racer(CyclicBarrier start, String partner, List<CredentialsRole> roles) {
            return () -> {
                start.await();
                try {
                    return provision(partner, roles.toArray(CredentialsRole[]::new))
                            .kind()
                            .name();
                } catch (Rejection e) {
                    return e.code().name();
                }
            };
        }
    }

    private WriteResult provision(String partner, CredentialsRole... roles) {
        return side.send(new ProvisionPartner(
                new PartnerId(partner),
                "Partner " + partner,
                List.of(roles),
                CiString.of("NLHUB"),
                "hash-" + partner,
                null));
    }

    private void assertRejected(Rejection.Code code, String partner, CredentialsRole... roles) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> provision(partner, roles))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(code));
    }

    private List<Object> stored() {
        return side.stored();
    }

    private static PartyClaimId claim(Role role, String countryCode, String partyId) {
        return new PartyClaimId(role, PartyId.of(countryCode, partyId));
    }
}
