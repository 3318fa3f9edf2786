package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.mock.env.MockEnvironment;

class TracingSwitchTest {

    private static final String[] CONFIGURATIONS = {
        "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
        "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
        "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
        "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
        null
    };

    @Test
    void withoutAnEndpointNothingOfTracingIsConfigured() {
        assertThat(kept(new MockEnvironment())).containsExactly(false, false, false, true, true);
        assertThat(kept(new MockEnvironment().withProperty(TracingSwitch.ENDPOINT, " ")))
                .containsExactly(false, false, false, true, true);
    }

    @Test
    void withAnEndpointEverythingIs() {
        assertThat(kept(new MockEnvironment().withProperty(TracingSwitch.ENDPOINT, "http://collector/v1/traces")))
                .containsOnly(true);
    }

    private static boolean[] kept(MockEnvironment environment) {
        TracingSwitch tracing = new TracingSwitch();
        tracing.setEnvironment(environment);
        return tracing.match(CONFIGURATIONS, mock(AutoConfigurationMetadata.class));
    }
}
