package org.ocpiplatform.contract.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.backoffice.CpoOwnerEvent.UserAdded;
import org.ocpiplatform.contract.partners.PartnerEvent.CredentialsExchanged;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerUnregistered;
import org.ocpiplatform.contract.sessions.SessionEvent.SessionReplaced;
import org.ocpiplatform.contract.storage.EventTypes;

/** Nothing secret gets into an event without somebody having said so. */
class SecretsTest {

    private static final Pattern SUSPICIOUS =
            Pattern.compile("token|secret|password|passphrase|hash|credential|sealed|key|otp|pin$|jti");

    /** What sounds like a secret and is none: tokens of drivers, and the keys that signed meter values are read with. */
    private static final Set<String> HARMLESS = Set.of(
            "Booking.bookingTokens",
            "BookingRequest.tokens",
            "BookingTerms.tokenGroupsSupported",
            "Cdr.cdrToken",
            "Hold.token",
            "PartnerQuirks.rawToken",
            "Session.cdrToken",
            "SignedData.publicKey",
            "TokenPatched.tokenId",
            "TokenReplaced.token",
            "TokenReplaced.tokenId");

    private record Plain(String name, List<Plain> others) {}

    private record Holder(@Secret String mine) {}

    private record Deep(Optional<Map<String, List<Holder>>> within) {}

    @Test
    void whatSoundsLikeASecretIsMarkedAsOneOrKnownToBeNone() {
        Set<String> unmarked = EventTypes.all().values().stream()
                .flatMap(event -> Secrets.recordsIn(event).stream())
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(component -> !Secrets.isSecret(component))
                .filter(component -> SUSPICIOUS
                        .matcher(component.getName().toLowerCase(Locale.ROOT))
                        .find())
                .map(SecretsTest::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unmarked).isEqualTo(new TreeSet<>(HARMLESS));
    }

    private static String name(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }

    @Test
    void secretsAreFoundHoweverDeep() {
        assertThat(Secrets.heldBy(Holder.class)).isTrue();
        assertThat(Secrets.heldBy(Deep.class)).isTrue();
        assertThat(Secrets.heldBy(Plain.class)).isFalse();
        assertThat(Secrets.heldBy(SealedSecret.class)).isTrue();
    }

    @Test
    void eventsOfPartnersAndUsersHoldSecrets() {
        assertThat(Secrets.heldBy(CredentialsExchanged.class)).isTrue();
        assertThat(Secrets.heldBy(UserAdded.class)).isTrue();
        assertThat(Secrets.heldBy(PartnerUnregistered.class)).isFalse();
        assertThat(Secrets.heldBy(SessionReplaced.class)).isFalse();
    }
}
