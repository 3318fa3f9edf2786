package org.ocpiplatform.app;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.ocpiplatform.api.limits.LimitSettings;
import org.ocpiplatform.api.ocpi.objects.WarmUpSettings;
import org.ocpiplatform.api.ocpi.tokens.AuthorizationPolicy;
import org.ocpiplatform.api.security.AdminToken;
import org.ocpiplatform.api.streams.StreamSettings;
import org.ocpiplatform.contract.Answers;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.ListRegisteredParties;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.read.images.ImageSettings;
import org.ocpiplatform.read.projection.ReadSettings;
import org.ocpiplatform.write.ObjectLimit;
import org.ocpiplatform.write.backoffice.NoticeSettings;
import org.ocpiplatform.write.chargepoints.ChargePointSettings;
import org.ocpiplatform.write.hub.HubSettings;
import org.ocpiplatform.write.incoming.IncomingSettings;
import org.ocpiplatform.write.outbound.OutboundSettings;
import org.ocpiplatform.write.partners.PartnerSettings;
import org.ocpiplatform.write.pushes.CorrelationIds;
import org.ocpiplatform.write.pushes.PushSettings;
import org.ocpiplatform.write.sessions.ChargingPreferencesPolicy;
import org.ocpiplatform.write.syncs.SyncSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands each module its part of the settings. */
@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {

    private static final int REQUESTS_PER_SECOND = 500;
    private static final int STRANGERS_PER_SECOND = 50;
    private static final int CONCURRENT = 100;
    private static final String APPLICATION_TOKEN_FILE = "application-token";
    private static final String ADMIN_TOKEN_FILE = "admin-token";
    private static final String SECRET_KEY_FILE = "secret-key";

    @Bean
    OwnParties ownParties(PlatformSettings settings, ObjectProvider<QueryGateway> queries) {
        return new OwnParties(
                settings.parties().stream()
                        .map(PlatformSettings.Party::asCredentialsRole)
                        .toList(),
                Optional.ofNullable(settings.hubPartyId())
                        .map(hub -> PartyId.of(hub.substring(0, 2), hub.substring(2)))
                        .orElse(null),
                () -> Answers.await(queries.getObject()
                        .query(new ListRegisteredParties(), ResponseTypes.multipleInstancesOf(CredentialsRole.class))));
    }

    @Bean
    BackOfficeSettings backOfficeSettings(PlatformSettings settings, DataDirectory directory, AccessTokens tokens) {
        PlatformSettings.BackOffice backOffice = settings.backoffice();
        PlatformSettings.BackOfficeAdmin admin = backOffice.admin();
        String applicationToken = Optional.ofNullable(backOffice.applicationToken())
                .orElseGet(() -> directory.secret(APPLICATION_TOKEN_FILE, tokens::issue));
        return new BackOfficeSettings(
                AccessTokens.hash(applicationToken),
                admin.username() == null || admin.password() == null
                        ? null
                        : new BackOfficeSettings.Administrator(admin.username(), admin.password()),
                CiString.of(Optional.ofNullable(backOffice.defaultCountry()).orElseGet(settings::country)),
                Optional.ofNullable(backOffice.signingKeys()).orElseGet(() -> directory.subdirectory("signing-keys")),
                backOffice.accessLifetime(),
                backOffice.refreshLifetime(),
                Math.toIntExact(backOffice.maxImage().toBytes()));
    }

    @Bean
    NoticeSettings noticeSettings(DataDirectory directory) {
        return new NoticeSettings(directory.subdirectory("notices"));
    }

    @Bean
    ImageSettings imageSettings(DataDirectory directory, Surroundings surroundings) {
        return new ImageSettings(surroundings.embeddedReadStore() ? directory.subdirectory("images") : null);
    }

    @Bean
    SecretSeal secretSeal(PlatformSettings settings, DataDirectory directory, SecureRandom random) {
        return new SecretSeal(
                Optional.ofNullable(settings.secretKey())
                        .orElseGet(() -> directory.secret(SECRET_KEY_FILE, () -> SecretSeal.newKey(random))),
                random);
    }

    @Bean
    HubSettings hubSettings(PlatformSettings settings) {
        return new HubSettings(settings.hub().silence());
    }

    @Bean
    OutboundSettings outboundSettings(PlatformSettings settings, Surroundings surroundings) {
        PlatformSettings.Outbound outbound = settings.outbound();
        return new OutboundSettings(
                Optional.ofNullable(outbound.allowPrivateAddresses()).orElseGet(surroundings::boundToLoopback),
                outbound.connectTimeout(),
                outbound.timeout(),
                Math.toIntExact(outbound.maxResponse().toBytes()),
                outbound.maxConcurrent());
    }

    @Bean
    PushSettings pushSettings(PlatformSettings settings) {
        return new PushSettings(
                settings.pushes().redeliveryDelays(), settings.pushes().redeliveryInterval());
    }

    @Bean
    CorrelationIds correlationIds() {
        return () -> UUID.randomUUID().toString();
    }

    @Bean
    PartnerSettings partnerSettings(PlatformSettings settings) {
        return new PartnerSettings(
                settings.partners().rotateAfter(), settings.partners().upkeepInterval());
    }

    @Bean
    IncomingSettings incomingSettings(PlatformSettings settings) {
        return new IncomingSettings(settings.chargePoints().timeout());
    }

    @Bean
    ChargePointSettings chargePointSettings(PlatformSettings settings, EdgeSettings edge) {
        return new ChargePointSettings(
                settings.chargePoints().url(),
                settings.chargePoints().token(),
                edge.publicUrl(),
                settings.chargePoints().simulator().speed());
    }

    @Bean
    WarmUpSettings warmUpSettings(PlatformSettings settings) {
        return new WarmUpSettings(settings.warmUp());
    }

    @Bean
    EdgeSettings edgeSettings(
            PlatformSettings settings, ServerProperties server, @Value("${server.port:8080}") int port) {
        String scheme = Ssl.isEnabled(server.getSsl()) ? "https" : "http";
        return new EdgeSettings(
                Optional.ofNullable(settings.publicUrl()).orElseGet(() -> URI.create(scheme + "://localhost:" + port)),
                settings.paging().defaultLimit(),
                settings.paging().maxLimit(),
                Math.toIntExact(settings.limits().maxBody().toBytes()));
    }

    /** On loopback nobody needs protection from others, and a benchmark is no attack. */
    @Bean
    LimitSettings limitSettings(PlatformSettings settings, Surroundings surroundings) {
        PlatformSettings.Limits limits = settings.limits();
        boolean limited = !surroundings.boundToLoopback();
        return new LimitSettings(
                new LimitSettings.Rate(
                        Objects.requireNonNullElse(limits.requestsPerSecond(), limited ? REQUESTS_PER_SECOND : 0),
                        limits.burst()),
                new LimitSettings.Rate(
                        Objects.requireNonNullElse(limits.strangersPerSecond(), limited ? STRANGERS_PER_SECOND : 0),
                        limits.strangersBurst()),
                Objects.requireNonNullElse(limits.concurrent(), limited ? CONCURRENT : 0),
                new LimitSettings.Transfers(
                        limits.headTime(),
                        limits.transferTime(),
                        Math.toIntExact(limits.transferRate().toBytes())));
    }

    @Bean
    AdminToken adminToken(PlatformSettings settings, DataDirectory directory, AccessTokens tokens) {
        String token = Optional.ofNullable(settings.admin().token())
                .orElseGet(() -> directory.secret(ADMIN_TOKEN_FILE, tokens::issue));
        return new AdminToken(AccessTokens.hash(token));
    }

    @Bean
    ObjectLimit objectLimit(PlatformSettings settings) {
        return new ObjectLimit(settings.limits().maxObject().toBytes());
    }

    @Bean
    ChargingPreferencesPolicy chargingPreferencesPolicy(PlatformSettings settings) {
        return new ChargingPreferencesPolicy(
                settings.sessions().departureRequired(), settings.sessions().energyNeedRequired());
    }

    @Bean
    StreamSettings streamSettings(PlatformSettings settings) {
        PlatformSettings.Streams streams = settings.streams();
        return new StreamSettings(streams.heartbeat(), streams.maxPerConsumer(), streams.max());
    }

    @Bean
    SyncSettings syncSettings(PlatformSettings settings) {
        PlatformSettings.Sync sync = settings.sync();
        return new SyncSettings(sync.enabled(), sync.interval(), sync.fullInterval(), sync.maxObjects());
    }

    @Bean
    AuthorizationPolicy authorizationPolicy(PlatformSettings settings) {
        return new AuthorizationPolicy(settings.tokens().locationRequired().stream()
                .map(party -> PartyId.of(party.substring(0, 2), party.substring(3)))
                .collect(Collectors.toSet()));
    }

    @Bean
    ReadSettings readSettings(
            PlatformSettings settings, Surroundings surroundings, @Value("${server.port:8080}") int port) {
        return new ReadSettings(
                settings.readStore().readYourWritesTimeout(),
                Optional.ofNullable(settings.nodeId()).orElseGet(() -> hostName() + ":" + port),
                surroundings.embeddedEventStore() || surroundings.embeddedReadStore());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
