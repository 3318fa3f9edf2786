package org.ocpiplatform.contract.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.tokens.TokenType;

class TokenKeyTest {

    private static final PartyId OWNER = PartyId.of("NL", "TNM");

    @Test
    void typeAndUidAreTheId() {
        assertThat(key("RFID", "abc")).hasToString("cpo:tokens:NL:TNM:RFID:ABC");
        assertThat(key("RFID", "abc")).isEqualTo(key("RFID", "ABC"));
    }

    @Test
    void typesThatDifferInAnyLetterAreOfDifferentTokens() {
        Set<ReplicaId> keys = new HashSet<>();
        for (String type : new String[] {"RFID", "rfid", "Rfid", "ß", "SS", "%0052FID", "A:B", "A", "é", "É", "😀"}) {
            keys.add(key(type, "B:C"));
            assertThat(ReplicaId.parse(key(type, "B:C").toString())).isEqualTo(key(type, "B:C"));
        }
        assertThat(keys).hasSize(11);
        assertThat(key("A:B", "C")).isNotEqualTo(key("A", "B:C"));
    }

    @Test
    void typeAndUidAreReadFromTheId() {
        for (String type : new String[] {"RFID", "rfid", "ß", "%0052FID", "A:B", "😀"}) {
            CiString id = ReplicaId.parse(key(type, "b:C").toString()).id();
            assertThat(TokenKey.typeOf(id)).isEqualTo(new TokenType(type));
            assertThat(TokenKey.uidOf(id)).isEqualTo(CiString.of("B:C"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> TokenKey.typeOf(CiString.of("no type")));
    }

    private static ReplicaId key(String type, String uid) {
        return TokenKey.of(Side.CPO, OWNER, CiString.of(uid), new TokenType(type));
    }
}
