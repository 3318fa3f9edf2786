package org.ocpiplatform.contract.syncs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.credentials.CredentialsRoles.aRole;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.versions.Endpoint;

class SyncPlanTest {

    private static final ModuleId[] ALL = {
        ModuleId.CDRS,
        ModuleId.SESSIONS,
        ModuleId.TOKENS,
        ModuleId.LOCATIONS,
        ModuleId.TARIFFS,
        ModuleId.PAYMENTS,
        ModuleId.BOOKINGS,
        ModuleId.INVOICE_RECONCILIATION,
        ModuleId.HUB_CLIENT_INFO
    };

    @Test
    void anEmspPullsWhatCposPublishInTheOrderInWhichItBuildsUp() {
        assertThat(SyncPlan.of(partner(Role.CPO, null, InterfaceRole.SENDER, ALL), Set.of(Role.EMSP)))
                .containsExactly(
                        SyncPlan.TARIFFS,
                        SyncPlan.LOCATIONS,
                        SyncPlan.SESSIONS,
                        SyncPlan.CDRS,
                        SyncPlan.BOOKING_LOCATIONS,
                        SyncPlan.BOOKINGS,
                        SyncPlan.INVOICE_RECONCILIATION);
    }

    @Test
    void aCpoPullsTokensAndWhatPaymentProvidersPublish() {
        assertThat(SyncPlan.of(partner(Role.EMSP, null, InterfaceRole.SENDER, ALL), Set.of(Role.CPO)))
                .containsExactly(SyncPlan.TOKENS);
        assertThat(SyncPlan.of(partner(Role.PTP, null, InterfaceRole.SENDER, ALL), Set.of(Role.CPO)))
                .containsExactly(SyncPlan.TERMINALS, SyncPlan.CONFIRMATIONS);
    }

    @Test
    void whoNavigatesPullsLocationsAndTariffsAlone() {
        assertThat(SyncPlan.of(partner(Role.CPO, null, InterfaceRole.SENDER, ALL), Set.of(Role.NSP)))
                .containsExactly(SyncPlan.TARIFFS, SyncPlan.LOCATIONS);
    }

    @Test
    void onlyAHubTellsOfOthers() {
        assertThat(SyncPlan.of(
                        partner(Role.OTHER, CiString.of("NLHUB"), InterfaceRole.SENDER, ALL),
                        EnumSet.allOf(Role.class)))
                .containsExactly(SyncPlan.CLIENT_INFOS);
        assertThat(SyncPlan.of(partner(Role.OTHER, null, InterfaceRole.SENDER, ALL), EnumSet.allOf(Role.class)))
                .isEmpty();
    }

    @Test
    void whatThePartnerDoesNotServeAsSenderIsNotPulled() {
        assertThat(SyncPlan.of(partner(Role.CPO, null, InterfaceRole.SENDER, ModuleId.LOCATIONS), Set.of(Role.EMSP)))
                .containsExactly(SyncPlan.LOCATIONS);
        assertThat(SyncPlan.of(partner(Role.CPO, null, InterfaceRole.RECEIVER, ALL), Set.of(Role.EMSP)))
                .isEmpty();
    }

    @Test
    void thePartiesHereAreOurOwnAndThoseOfSystemsThatAreReachedOnlyThroughUs() {
        OwnParties own = new OwnParties(List.of(aRole(Role.CPO, "NL", "OWN")));
        PartnerView hosted = partner(Role.EMSP, null, InterfaceRole.SENDER).in(PartnerState.PROVISIONED, Instant.EPOCH);
        PartnerView other = partner(Role.NSP, null, InterfaceRole.SENDER, ALL);

        assertThat(SyncPlan.rolesHere(own, List.of(hosted, other))).containsExactly(Role.CPO, Role.EMSP);
    }

    @ParameterizedTest
    @EnumSource
    void aListIsFoundByWhatItConsistsOfAndItsIdentityByItsText(SyncPlan list) {
        SyncId id = new SyncId(new PartnerId("a:b"), list.kind());

        assertThat(SyncPlan.of(list.kind())).isEqualTo(list);
        assertThat(SyncId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"syncs:locations", "sync:locations:p1", "syncs:planets:p1", ""})
    void otherTextsAreNoIdentity(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> SyncId.parse(text));
    }

    @Test
    void theIdentityNamesListAndPartner() {
        assertThat(new SyncId(new PartnerId("p1"), ObjectKind.LOCATION)).hasToString("syncs:locations:p1");
    }

    private static PartnerView partner(Role role, CiString hub, InterfaceRole side, ModuleId... modules) {
        return new PartnerView(
                new PartnerId("p1"),
                "Partner",
                PartnerState.REGISTERED,
                List.of(aRole(role, "NL", "TNM")),
                hub,
                Instant.EPOCH,
                null,
                Stream.of(modules)
                        .map(module -> new Endpoint(module, side, "https://p.example.com/" + module.value()))
                        .toList(),
                PartnerQuirks.NONE,
                PartnerQuirks.NONE);
    }
}
