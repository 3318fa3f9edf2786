package org.ocpiplatform.contract.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.OcpiJson;

class PartyClaimIdTest {

    @Test
    void textNamesRoleAndPartyInUpperCase() {
        assertThat(claim("nl", "tnm")).hasToString("party_claims:CPO:NL:TNM");
    }

    @ParameterizedTest
    @CsvSource({"NL, TNM", "nl, tnm", "NL, A:B", "N:, A", "NL, A/B", "NL, A%B", "%3, A%3"})
    void isReadBackFromItsTextAndItsJson(String countryCode, String partyId) {
        PartyClaimId claim = claim(countryCode, partyId);

        assertThat(PartyClaimId.parse(claim.toString())).isEqualTo(claim);
        assertThat(OcpiJson.mapper().readValue(OcpiJson.mapper().writeValueAsString(claim), PartyClaimId.class))
                .isEqualTo(claim);
    }

    @Test
    void theSamePartyInAnotherRoleIsAnotherClaim() {
        PartyClaimId asEmsp = new PartyClaimId(Role.EMSP, PartyId.of("NL", "TNM"));

        assertThat(asEmsp.toString()).isNotEqualTo(claim("NL", "TNM").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "party_claims:CPO:NL",
                "partners:CPO:NL:TNM",
                "party_claims:HUB:NL:TNM",
                "party_claims:CPO:NL:TNM:X"
            })
    void otherTextIsNoClaim(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PartyClaimId.parse(text));
    }

    private static PartyClaimId claim(String countryCode, String partyId) {
        return new PartyClaimId(Role.CPO, PartyId.of(countryCode, partyId));
    }
}
