package org.ocpiplatform.write.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartyIdsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Example Charging,EXA EXM EXP EXL EXE EXC EXH EXR EXG EXI EXN EX0",
                "e x a,EXA EX0 EX1",
                "Örsted,ORS ORT ORE ORD OR0",
                "Straße,STR STA STS STE ST0",
                "Ørsted,ORS ORT ORE ORD OR0",
                "øre,ORE OR0",
                "Łódź,LOD LOZ LO0",
                "Đakovo,DAK DAO DAV DA0",
                "Ærø,AER AEO AE0",
                "Œuvre,OEU OEV OER OEE OE0",
                "GROẞ,GRO GRS GR0",
                "Þór,THO THR TH0",
                "Ħal,HAL HA0",
                "Iğdır,IGD IGI IGR IG0",
                "3Volt & Söhne GmbH,3VO 3VL 3VT 3VS 3VH 3VN 3VE 3VG 3VM 3VB 3V0",
                "AAAA,AAA AA0",
                "AB,AB0 AB1 AB2",
                "Q,QX0 QX1",
                "\"  \",XX0 XX1",
                "電力,XX0 XX1",
                "電 E 力 V,EV0 EV1",
                "\"A-B.C\",ABC AB0",
            })
    void theNameGivesTheFirst(String name, String expected) {
        List<String> ids = List.of(expected.split(" "));

        assertThat(PartyIds.of(name).limit(ids.size())).isEqualTo(ids);
    }

    @Test
    void digitsComeBeforeLettersThenTheFirstCharacterWithAnyTwo() {
        List<String> ids = PartyIds.of("ab").limit(40).toList();

        assertThat(ids).startsWith("AB0").containsSubsequence("AB9", "ABA", "ABZ");
        assertThat(ids.subList(36, 40)).containsExactly("A00", "A01", "A02", "A03");
    }

    @Test
    void inTheEndAnyThreeWillDo() {
        List<String> ids = PartyIds.of("Example").toList();

        assertThat(ids).hasSize(36 * 36 * 36).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Z0-9]{3}"));
        assertThat(ids.subList(0, 36 * 36)).allMatch(id -> id.startsWith("E"));
        assertThat(ids.get(36 * 36)).isEqualTo("000");
        assertThat(ids.getLast()).isEqualTo("ZZZ");
    }
}
