package org.ocpiplatform.contract.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KEY = SecretSeal.newKey(RANDOM);

    private final SecretSeal seal = new SecretSeal(KEY, RANDOM);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "token-b",
                "ümlaut \u20ac",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void whatIsSealedIsReadAgain(String secret) {
        assertThat(new SecretSeal(KEY, RANDOM).open(seal.seal(secret))).isEqualTo(secret);
    }

    @Test
    void theSameSecretLooksDifferentEveryTimeAndNeverLikeItself() {
        SealedSecret one = seal.seal("token-b");

        assertThat(one).isNotEqualTo(seal.seal("token-b"));
        assertThat(one.toString()).doesNotContain("token-b");
        assertThat(new String(Base64.getDecoder().decode(one.text().substring(3))))
                .doesNotContain("token-b");
    }

    @Test
    void anotherKeyReadsNothing() {
        SealedSecret sealed = seal.seal("token-b");
        SecretSeal other = new SecretSeal(SecretSeal.newKey(RANDOM), RANDOM);

        assertThatIllegalStateException().isThrownBy(() -> other.open(sealed)).withMessageContaining("another key");
    }

    @Test
    void aChangedSecretIsNoSecret() {
        byte[] bytes = Base64.getDecoder().decode(seal.seal("token-b").text().substring(3));
        bytes[bytes.length - 1] ^= 1;
        SealedSecret changed = new SealedSecret("v1:" + Base64.getEncoder().encodeToString(bytes));

        assertThatIllegalStateException().isThrownBy(() -> seal.open(changed));
        assertThatIllegalStateException().isThrownBy(() -> seal.open(new SealedSecret("token-b")));
    }

    @Test
    void aKeyHas32Bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretSeal("c2hvcnQ=", RANDOM));
    }

    @Test
    void keysForOtherPurposesAreTheSameEverywhereAndDifferByPurposeAndKey() {
        String key = SecretSeal.newKey(RANDOM);
        byte[] derived = new SecretSeal(key, RANDOM).derive("one");

        assertThat(derived).hasSize(32).isNotEqualTo(Base64.getDecoder().decode(key));
        assertThat(new SecretSeal(key, RANDOM).derive("one")).isEqualTo(derived);
        assertThat(new SecretSeal(key, RANDOM).derive("two")).isNotEqualTo(derived);
        assertThat(new SecretSeal(SecretSeal.newKey(RANDOM), RANDOM).derive("one"))
                .isNotEqualTo(derived);
    }
}
