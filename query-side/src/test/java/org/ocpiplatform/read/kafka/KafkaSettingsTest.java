package org.ocpiplatform.read.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.changes.Privacy;

class KafkaSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acks",
                "enable.idempotence",
                "retries",
                "delivery.timeout.ms",
                "max.in.flight.requests.per.connection",
                "partitioner.ignore.keys",
                "partitioner.class",
                "transactional.id",
                "key.serializer",
                "value.serializer",
                "bootstrap.servers"
            })
    void whatEveryChangeDependsOnCannotBeSet(String property) {
        assertThatExceptionOfType(UnusableKafkaSettingException.class)
                .isThrownBy(() -> settings(Map.of(property, "1")))
                .withMessageStartingWith("setting ocpi.kafka.properties." + property + " ");
    }

    @Test
    void whatKafkaDoesNotTakeIsRefusedAtOnce() {
        assertThatExceptionOfType(UnusableKafkaSettingException.class)
                .isThrownBy(() -> settings(Map.of("linger.ms", "soon")))
                .withMessageContaining("linger.ms");
    }

    @Test
    void otherPropertiesReachBothClients() {
        KafkaSettings settings = settings(Map.of("security.protocol", "SASL_SSL", "linger.ms", "20"));

        assertThat(settings.producer())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("linger.ms", "20")
                .containsEntry("acks", "all")
                .containsEntry("bootstrap.servers", "kafka.example.com:9092");
        assertThat(settings.admin())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("bootstrap.servers", "kafka.example.com:9092")
                .doesNotContainKeys("linger.ms", "acks", "retries");
    }

    @Test
    void secretsAreNotTold() {
        assertThat(settings(Map.of("sasl.jaas.config", "password=secret")).toString())
                .contains("sasl.jaas.config")
                .doesNotContain("secret");
    }

    private static KafkaSettings settings(Map<String, String> properties) {
        return new KafkaSettings("kafka.example.com:9092", "ocpi", 6, null, Privacy.FULL, properties);
    }
}
