package org.ocpiplatform.write.pushes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.credentials.CredentialsRoles.aRole;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.ocpiplatform.write.pushes.Recipients.Recipient;

class RecipientsTest {

    private static final List<PartnerLink> PARTNERS = List.of(
            partner("tnm", aRole(Role.CPO, "NL", "TNM")),
            partner("cpo", aRole(Role.CPO, "BE", "CPO")),
            partner("ems", aRole(Role.EMSP, "DE", "EMS")),
            partner("hub", aRole(Role.CPO, "NL", "ONE"), aRole(Role.OTHER, "NL", "HUB"), aRole(Role.EMSP, "FR", "MSP")),
            partner("both", aRole(Role.CPO, "NL", "TNM"), aRole(Role.EMSP, "NL", "TNM")),
            partner("nsp", aRole(Role.NSP, "NL", "TNM")),
            partner("ptp", aRole(Role.PTP, "NL", "PTP")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // Published for everybody but CPOs, never for the owner's own platform.
                "cpo:locations:NL:TNM:1 | - | ems→DE-EMS hub→NL-HUB nsp→NL-TNM ptp→NL-PTP",
                "cpo:tariffs:NL:TNM:1 | - | ems→DE-EMS hub→NL-HUB nsp→NL-TNM ptp→NL-PTP",
                "cpo:booking_locations:NL:TNM:1 | - | ems→DE-EMS hub→NL-HUB nsp→NL-TNM ptp→NL-PTP",
                "cpo:locations:NL:ONE:1 | - | ems→DE-EMS both→NL-TNM nsp→NL-TNM ptp→NL-PTP",
                // For the party of the driver's token, directly or behind a hub.
                "cpo:sessions:NL:TNM:1 | DE:EMS | ems→DE-EMS",
                "cpo:sessions:NL:TNM:1 | fr:msp | hub→FR-MSP",
                "cpo:cdrs:NL:TNM:1 | PL:NON | -",
                "cpo:cdrs:BE:CPO:1 | NL:TNM | both→NL-TNM nsp→NL-TNM",
                "cpo:cdrs:NL:TNM:1 | BE:CPO | -",
                "cpo:bookings:NL:TNM:1 | DE:EMS,FR:MSP | ems→DE-EMS hub→FR-MSP",
                "cpo:invoicereconciliation:NL:TNM:1 | DE:EMS | ems→DE-EMS",
                // For those who have set a charging profile, whatever they are beside that.
                "cpo:chargingprofiles:NL:TNM:S1 | DE:EMS,FR:MSP | ems→DE-EMS hub→FR-MSP",
                "cpo:chargingprofiles:NL:TNM:S1 | - | -",
                "cpo:chargingprofiles:NL:TNM:S1 | BE:CPO,NL:TNM | nsp→NL-TNM",
                // For CPOs.
                "emsp:tokens:DE:EMS:RFID:1 | - | tnm→NL-TNM cpo→BE-CPO hub→NL-ONE both→NL-TNM",
                "emsp:tokens:FR:MSP:RFID:1 | - | tnm→NL-TNM cpo→BE-CPO both→NL-TNM",
                "ptp:terminals:NL:PTP:1 | BE:CPO | cpo→BE-CPO",
                "ptp:terminals:NL:PTP:1 | - | -",
                "ptp:financial_advice_confirmations:NL:PTP:1 | NL:ONE | hub→NL-ONE",
                // What others pushed to us is a copy and triggers nothing.
                "emsp:locations:NL:TNM:1 | - | -",
                "emsp:sessions:NL:TNM:1 | DE:EMS | -",
                "emsp:cdrs:NL:TNM:1 | DE:EMS | -",
                "emsp:chargingprofiles:NL:TNM:S1 | DE:EMS | -",
                "cpo:tokens:DE:EMS:RFID:1 | - | -",
                "cpo:terminals:NL:PTP:1 | BE:CPO | -",
                // Only a hub tells who is connected.
                "cpo:hubclientinfo:PL:NEW:CPO | - | -"
            })
    void whoIsTold(String object, @Nullable String parties, @Nullable String expected) {
        assertThat(told(new Recipients(new OwnParties(List.of())), object, parties))
                .isEqualTo(expected);
    }

    @Test
    void aHubTellsEverybodyButThePartyItself() {
        Recipients hub = new Recipients(new OwnParties(List.of(), PartyId.of("NL", "HUB")));
        assertThat(told(hub, "cpo:hubclientinfo:DE:EMS:EMSP", null))
                .isEqualTo("tnm→null cpo→null hub→null both→null nsp→null ptp→null");
    }

    @Test
    void whoHasNoReceiverIsToldNothing() {
        PartnerLink partner =
                Pushing.partner("ems", "https://x.example", List.of(ModuleId.TARIFFS), aRole(Role.EMSP, "DE", "EMS"));
        Recipients recipients = new Recipients(new OwnParties(List.of()));
        assertThat(recipients.of(partner, ReplicaId.parse("cpo:locations:NL:TNM:1"), Set.of()))
                .isEmpty();
        assertThat(recipients.of(partner, ReplicaId.parse("cpo:tariffs:NL:TNM:1"), Set.of()))
                .isPresent();
    }

    @Test
    void activeProfilesAreForTheSenderOfTheirModule() {
        ReplicaId profile = ReplicaId.parse("cpo:chargingprofiles:NL:TNM:S1");
        PartyId ems = PartyId.of("DE", "EMS");
        Recipients recipients = new Recipients(new OwnParties(List.of()));
        assertThat(recipients.of(withProfiles(InterfaceRole.SENDER), profile, Set.of(ems)))
                .hasValue(new Recipient(new PartnerId("ems"), ems));
        assertThat(recipients.of(withProfiles(InterfaceRole.RECEIVER), profile, Set.of(ems)))
                .isEmpty();
    }

    private static PartnerLink withProfiles(InterfaceRole role) {
        return Pushing.partnerWith(
                "ems",
                "https://x.example",
                List.of(new Endpoint(ModuleId.CHARGING_PROFILES, role, "https://x.example/profiles")),
                aRole(Role.EMSP, "DE", "EMS"));
    }

    private static @Nullable String told(Recipients recipients, String object, @Nullable String parties) {
        Set<PartyId> meant = parties == null
                ? Set.of()
                : Arrays.stream(parties.split(",")).map(PartyId::parse).collect(Collectors.toSet());
        List<Recipient> found = recipients.among(PARTNERS, ReplicaId.parse(object), meant);
        return found.isEmpty()
                ? null
                : found.stream()
                        .map(recipient -> recipient.partnerId() + "→" + recipient.to())
                        .collect(Collectors.joining(" "));
    }

    private static PartnerLink partner(String id, org.ocpiplatform.ocpi.credentials.CredentialsRole... roles) {
        return Pushing.partner(id, "https://" + id + ".example", Pushing.ALL_MODULES, roles);
    }
}
