package org.ocpiplatform.api;

import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.ocpiplatform.api.limits.LimitSettings;
import org.ocpiplatform.api.ocpi.objects.WarmUpSettings;
import org.ocpiplatform.api.ocpi.tokens.AuthorizationPolicy;
import org.ocpiplatform.api.security.AdminToken;
import org.ocpiplatform.api.streams.StreamSettings;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.privacy.PersonKeys;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.graphql.autoconfigure.servlet.GraphQlWebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The edge alone, with a stand-in for both sides behind real gateways. */
@SpringBootApplication(exclude = GraphQlWebMvcAutoConfiguration.class)
public class TestEdge {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final String ADMIN_TOKEN = "the-admin-token";
    public static final String APPLICATION_TOKEN = "the-application-token";
    public static final String ADMINISTRATOR_PASSWORD = "the-administrators-password";

    @Bean
    ReadStoreWatch readStoreWatch() {
        return ReadStoreWatch.always();
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    TestClock clock() {
        return new TestClock();
    }

    /** Stands still until it is told otherwise. */
    public static final class TestClock extends Clock {

        private volatile Instant now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }

        public void advance(Duration time) {
            now = now.plus(time);
        }

        public void reset() {
            now = NOW;
        }
    }

    @Bean
    BackOfficeSettings backOfficeSettings() throws IOException {
        Path directory = Files.createTempDirectory("signing-keys-");
        directory.toFile().deleteOnExit();
        return new BackOfficeSettings(
                AccessTokens.hash(APPLICATION_TOKEN),
                new BackOfficeSettings.Administrator("Root", ADMINISTRATOR_PASSWORD),
                CiString.of("NL"),
                directory,
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                100_000);
    }

    @Bean
    EdgeSettings edgeSettings() {
        return new EdgeSettings(URI.create("https://ocpi.example.com/"), 2, 5, 20_000);
    }

    @Bean
    WarmUpSettings warmUpSettings() {
        return new WarmUpSettings(Duration.ofMillis(50));
    }

    @Bean
    LimitSettings limitSettings() {
        return new LimitSettings(
                new LimitSettings.Rate(0, 1),
                new LimitSettings.Rate(0, 1),
                0,
                new LimitSettings.Transfers(Duration.ofSeconds(1), Duration.ofSeconds(2), 4096));
    }

    @Bean
    StreamSettings streamSettings() {
        return new StreamSettings(Duration.ofMillis(500), 2, 4);
    }

    @Bean
    TestChanges changes() {
        return new TestChanges();
    }

    @Bean
    AdminToken adminToken() {
        return new AdminToken(AccessTokens.hash(ADMIN_TOKEN));
    }

    @Bean
    OwnParties ownParties() {
        return new OwnParties(List.of(new CredentialsRole(
                Role.EMSP,
                new BusinessDetails("We", null, null, Map.of()),
                CiString.of("OWN"),
                CiString.of("NL"),
                Map.of())));
    }

    @Bean
    SecretSeal secretSeal(SecureRandom random) {
        return new SecretSeal(SecretSeal.newKey(random), random);
    }

    @Bean
    AuthorizationPolicy authorizationPolicy() {
        return new AuthorizationPolicy(Set.of());
    }

    @Bean
    SimpleCommandBus commandBus() {
        return SimpleCommandBus.builder().build();
    }

    @Bean
    SimpleQueryBus queryBus() {
        return SimpleQueryBus.builder().build();
    }

    @Bean
    CommandGateway commandGateway(SimpleCommandBus bus) {
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @Bean
    QueryGateway queryGateway(SimpleQueryBus bus) {
        return DefaultQueryGateway.builder().queryBus(bus).build();
    }

    /** Of nobody. */
    @Bean
    PersonKeys personKeys() {
        return mock(PersonKeys.class);
    }

    @Bean
    MemoryTrail auditTrail() {
        return new MemoryTrail();
    }

    @Bean
    FakePlatform fakePlatform(SimpleCommandBus commands, SimpleQueryBus queries) {
        return new FakePlatform(commands, queries);
    }
}
