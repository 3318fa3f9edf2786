package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.app.PlatformSettings.ReadStore;
import org.ocpiplatform.app.PlatformSettings.WhenReadStoreAway;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

class ReadStoreConfigurationTest {

    private static final String SECRET = "s3cret";

    @Test
    void majoritiesAndThePrimaryAreAskedWhateverIsLeftOutOfTheUri() {
        MongoClientSettings client = client(store("mongodb://a,b,c/ocpi?replicaSet=rs0", null, null, null));

        assertThat(client.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY);
        assertThat(client.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
        assertThat(client.getReadPreference()).isEqualTo(ReadPreference.primary());
        assertThat(client.getRetryWrites()).isTrue();
        assertThat(client.getRetryReads()).isTrue();
        assertThat(client.getClusterSettings().getRequiredReplicaSetName()).isEqualTo("rs0");
        assertThat(client.getCredential()).isNull();
        assertThat(client.getSslSettings().isEnabled()).isFalse();
    }

    @Test
    void timeoutsOfTheUriGoBeforeOurs() {
        assertThat(client(store("mongodb://a", null, null, null))
                        .getSocketSettings()
                        .getConnectTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(2_000);
        assertThat(client(store("mongodb://a/?connectTimeoutMS=700", null, null, null))
                        .getSocketSettings()
                        .getConnectTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(700);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "readPreference=secondaryPreferred",
                "readPreference=nearest",
                "readConcernLevel=local",
                "w=1",
                "w=0"
            })
    void aUriThatBreaksReadYourWritesIsRefused(String option) {
        assertThatExceptionOfType(UnusableReadStoreException.class)
                .isThrownBy(() -> client(store("mongodb://u:" + SECRET + "@a/?" + option, null, null, null)))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .contains(option)
                        .doesNotContain(SECRET)
                        .doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"primary", "primary&w=majority&readConcernLevel=majority"})
    void aUriMaySayWhatHoldsAnyway(String option) {
        assertThat(client(store("mongodb://a/?readPreference=" + option, null, null, null))
                        .getReadPreference())
                .isEqualTo(ReadPreference.primary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mongodb://u:s3cret@a:port", "postgres://u:s3cret@a", "mongodb://u:s3cret/@a", "s3cret"})
    void aUriThatIsNoneIsRefusedWithoutRepeatingIt(String uri) {
        assertThatExceptionOfType(UnusableReadStoreException.class)
                .isThrownBy(() -> client(store(uri, null, null, null)))
                .satisfies(refused -> assertThat(refused).hasNoCause())
                .satisfies(refused -> assertThat(refused.getMessage())
                        .startsWith("ocpi.read-store.uri is no MongoDB connection string")
                        .doesNotContain(SECRET));
    }

    @Test
    void aUserOfTheSettingsLogsInAndIsNotRepeated() {
        ReadStore store = store("mongodb://a", "ocpi", SECRET, null);
        MongoClientSettings client = client(store);

        assertThat(client.getCredential()).satisfies(credential -> {
            assertThat(credential.getUserName()).isEqualTo("ocpi");
            assertThat(credential.getSource()).isEqualTo("admin");
            assertThat(credential.getPassword()).isEqualTo(SECRET.toCharArray());
        });
        assertThat(client.toString()).doesNotContain(SECRET);
        assertThat(store.toString()).doesNotContain(SECRET);
        assertThat(store("mongodb://u:" + SECRET + "@a", null, null, null).toString())
                .doesNotContain(SECRET);
    }

    @Test
    void twoUsersAreOneTooMany() {
        assertThatExceptionOfType(UnusableReadStoreException.class)
                .isThrownBy(() -> client(store("mongodb://u:" + SECRET + "@a", "ocpi", SECRET, null)))
                .withMessageContaining("has credentials as well")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(SECRET));
    }

    @Test
    void aBundleThatIsNotDefinedIsNamed() {
        assertThatExceptionOfType(UnusableReadStoreException.class)
                .isThrownBy(() -> client(store("mongodb://a", null, null, "mongo")))
                .withMessageContaining("ocpi.read-store.ssl-bundle names mongo");
    }

    private static MongoClientSettings client(ReadStore store) {
        return ReadStoreConfiguration.client(store, new DefaultSslBundleRegistry())
                .build();
    }

    private static ReadStore store(
            String uri, @Nullable String username, @Nullable String password, @Nullable String bundle) {
        return new ReadStore(
                uri,
                "ocpi",
                Duration.ofSeconds(2),
                username,
                password,
                "admin",
                bundle,
                Duration.ofSeconds(10),
                WhenReadStoreAway.REFUSE,
                Duration.ofMinutes(15));
    }
}
