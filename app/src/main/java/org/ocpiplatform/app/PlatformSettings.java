package org.ocpiplatform.app;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.validation.HttpUrl;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Every setting under {@code ocpi.}; the README explains them. An unknown one stops the start.
 *
 * @param publicUrl base of every URL handed out; by default localhost with the server's port
 * @param dataDir holds embedded stores and generated secrets
 * @param parties the parties this platform acts for
 * @param nodeId name of this node, the same after a restart; by default host and port
 * @param hubPartyId country code and party id under which this platform is a hub, such as NLHUB; it is none without
 * @param secretKey seals the tokens that partners gave us and the keys of drivers, 32 bytes in Base64, the same on
 *     all nodes; by default generated into the data directory
 * @param warmUp how long the platform prepares itself before it says that it is ready
 * @param demo whether to create demo partners; by default on an empty embedded data directory bound to loopback
 */
record PlatformSettings(
        @Nullable URI publicUrl,
        @DefaultValue("./data") Path dataDir,
        @NotEmpty List<@Valid Party> parties,
        @Nullable String nodeId,
        @Nullable Boolean demo,

        @DefaultValue("300ms") @DurationMin @DurationMax(minutes = 5)
        Duration warmUp,

        @Nullable @Pattern(regexp = "[A-Za-z]{2}[A-Za-z0-9]{1,3}")
        String hubPartyId,

        @Nullable @Pattern(regexp = "[A-Za-z0-9+/]{43}=") String secretKey,
        @Valid @DefaultValue Partners partners,
        @Valid @DefaultValue Outbound outbound,
        @Valid @DefaultValue Hub hub,
        @Valid @DefaultValue Pushes pushes,
        @Valid @DefaultValue EventStore eventStore,
        @Valid @DefaultValue ReadStore readStore,
        @Valid @DefaultValue Admin admin,
        @Valid @DefaultValue BackOffice backoffice,
        @Valid @DefaultValue Paging paging,
        @Valid @DefaultValue ChargePoints chargePoints,
        @Valid @DefaultValue Limits limits,
        @Valid @DefaultValue Sessions sessions,
        @Valid @DefaultValue Sync sync,
        @Valid @DefaultValue Streams streams,
        @Valid @DefaultValue Tokens tokens,
        @Valid @DefaultValue Audit audit,
        @Valid @DefaultValue Kafka kafka) {

    /** That of the first own CPO, or else of the first party. */
    String country() {
        return parties.stream()
                .filter(party -> party.role() == Role.CPO)
                .findFirst()
                .orElseGet(parties::getFirst)
                .countryCode();
    }

    /** A party of this platform in one role. */
    record Party(
            @NotNull Role role,
            @NotNull @Pattern(regexp = "[A-Za-z]{2}") String countryCode,
            @NotNull @Pattern(regexp = "[A-Za-z0-9]{1,3}") String partyId,
            @NotNull @Valid Business businessDetails) {

        CredentialsRole asCredentialsRole() {
            return new CredentialsRole(
                    role,
                    new BusinessDetails(businessDetails.name(), businessDetails.website(), null, Map.of()),
                    CiString.of(partyId),
                    CiString.of(countryCode),
                    Map.of());
        }
    }

    /** Who a party is in the eyes of drivers. */
    record Business(
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 255) String website) {}

    /**
     * Where events are stored.
     *
     * @param url JDBC URL of a PostgreSQL; without it an embedded one runs under the data directory
     * @param poolSize connections for reading, beside the writer's own
     */
    record EventStore(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("10") @Min(4) @Max(500) int poolSize) {}

    /**
     * Where projections are stored.
     *
     * @param uri MongoDB connection string; without it an embedded server runs under the data directory
     * @param database used where the connection string names none
     * @param readYourWritesTimeout how long a write waits until projections show it
     * @param username who logs in there, unless the connection string has credentials
     * @param password of that user, from a file or the environment
     * @param authenticationDatabase where that user is known
     * @param sslBundle name of a bundle under {@code spring.ssl.bundle}, with which connections are encrypted
     * @param timeout of one operation, with all its repeats; building an index has none
     * @param whenAway what is done with writes while the read store cannot be reached
     * @param trustLastKnown how old an answer about a caller may be that is relied on while it cannot be reached and
     *     writes are accepted
     */
    record ReadStore(
            @Nullable String uri,
            @DefaultValue("ocpi") String database,
            @DefaultValue("2s") Duration readYourWritesTimeout,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("admin") @NotBlank String authenticationDatabase,
            @Nullable String sslBundle,

            @DefaultValue("10s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10)
            Duration timeout,

            @DefaultValue("REFUSE") @NotNull WhenReadStoreAway whenAway,

            @DefaultValue("15m") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1)
            Duration trustLastKnown) {

        @AssertTrue(message = "must have both username and password or neither")
        boolean isComplete() {
            return (username == null) == (password == null);
        }

        /** What may hold a password is left out: this may end up in logs. */
        @Override
        public String toString() {
            return "ReadStore[" + database + "]";
        }
    }

    /** What is done with writes while the read store cannot be reached. */
    enum WhenReadStoreAway {
        /** They are refused, and nothing is stored. */
        REFUSE,
        /** They are stored, and answered with the header that says that reads do not show them yet. */
        ACCEPT
    }

    /** @param token of the administration API; generated into the data directory if absent */
    record Admin(@Nullable @Size(min = 16, max = 256) String token) {}

    /**
     * The back office.
     *
     * @param applicationToken with which applications register companies and log users in; generated into the data
     *     directory if absent
     * @param admin who logs in with the role ADMIN
     * @param defaultCountry of companies that name none; by default that of the first own CPO
     * @param signingKeys directory of the keys that tokens are signed with, the same for all nodes; by default under the
     *     data directory
     * @param accessLifetime of an access token
     * @param refreshLifetime of a refresh token
     * @param maxImage size of an uploaded image at most
     */
    record BackOffice(
            @Nullable @Size(min = 16, max = 256) String applicationToken,
            @Valid @DefaultValue BackOfficeAdmin admin,
            @Nullable @Pattern(regexp = "[A-Za-z]{2}") String defaultCountry,
            @Nullable Path signingKeys,

            @DefaultValue("15m") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1)
            Duration accessLifetime,

            @DefaultValue("30d") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365)
            Duration refreshLifetime,

            @DefaultValue("5MB") DataSize maxImage) {}

    /** Both or neither; without them nobody has the role ADMIN. */
    record BackOfficeAdmin(
            @Nullable @Size(min = 1, max = 64) String username,
            @Nullable @Size(min = 8, max = 72) String password) {

        @AssertTrue(message = "must have both username and password or neither")
        boolean isComplete() {
            return (username == null) == (password == null);
        }

        @AssertTrue(message = "must have a password of at most 72 bytes")
        boolean isHashable() {
            return password == null || password.getBytes(StandardCharsets.UTF_8).length <= 72;
        }

        /** The password is left out: this may end up in logs. */
        @Override
        public String toString() {
            return "BackOfficeAdmin[" + username + "]";
        }
    }

    /**
     * Where the charge points are.
     *
     * @param url of the operator's charge point back end; without it a simulator answers
     * @param token presented to the back end, if it asks for one
     * @param timeout that a charge point has for the result of a request
     */
    record ChargePoints(
            @Nullable @HttpUrl String url,
            @Nullable @Size(max = 1024) String token,

            @DefaultValue("30s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10)
            Duration timeout,

            @Valid @DefaultValue ChargePointSimulator simulator) {}

    /** @param speed seconds that pass for simulated cars in one of the world's; 60 is an hour in a minute */
    record ChargePointSimulator(
            @DefaultValue("1") @DecimalMin("1") @DecimalMax("3600")
            BigDecimal speed) {}

    /** Objects on one page of a list. */
    record Paging(
            @DefaultValue("100") @Min(1) int defaultLimit,
            @DefaultValue("1000") @Min(1) @Max(10_000) int maxLimit) {}

    /** @param silence after which a hub asks a partner that it heard nothing from whether it is there */
    record Hub(@DefaultValue("5m") Duration silence) {}

    /**
     * How registrations are cared for.
     *
     * @param rotateAfter age at which a registered partner's token is replaced; 0 means never
     * @param upkeepInterval between looks at what partners must be told
     */
    record Partners(
            @DefaultValue("30d") @NotNull Duration rotateAfter,
            @DefaultValue("1m") @NotNull Duration upkeepInterval) {}

    /**
     * Bounds of calls to partners.
     *
     * @param allowPrivateAddresses whether partners' URLs may be http and lead to private addresses; by default only
     *     while this platform itself is bound to loopback
     * @param timeout until an answer has been read as a whole
     * @param maxConcurrent calls to one partner under way at a time
     */
    record Outbound(
            @Nullable Boolean allowPrivateAddresses,
            @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("15s") Duration timeout,
            @DefaultValue("16MB") DataSize maxResponse,
            @DefaultValue("8") @Min(1) @Max(1_000) int maxConcurrent) {}

    /**
     * When failed pushes are tried again.
     *
     * @param redeliveryDelays after the first failure, the second and so on; the last one holds for all further ones
     * @param redeliveryInterval between looks at what is due
     */
    record Pushes(
            @DefaultValue({"1m", "5m", "15m", "1h", "6h"}) @NotEmpty
            List<@NotNull Duration> redeliveryDelays,

            @DefaultValue("1m") @NotNull Duration redeliveryInterval) {}

    /**
     * What one caller may take, on each node, and what it may tell.
     *
     * @param maxBody largest request body
     * @param maxObject largest JSON of an object that is built by several requests
     * @param requestsPerSecond of a caller with a valid token; 0 means any number, which is the default while bound to
     *     loopback
     * @param burst requests of such a caller at once, after a pause
     * @param strangersPerSecond requests of an address without a valid token; 0 means any number, which is the default
     *     while bound to loopback
     * @param strangersBurst such requests at once, after a pause
     * @param concurrent requests of a caller under way at once; 0 means any number, which is the default while bound to
     *     loopback
     * @param headTime in which the head of a request must have come
     * @param transferTime that may be waited for a body, and for an answer to be taken, beside what its bytes are worth
     * @param transferRate bytes that are worth a second
     */
    record Limits(
            @DefaultValue("4MB") DataSize maxBody,
            @DefaultValue("64MB") DataSize maxObject,
            @Nullable @Min(0) @Max(1_000_000) Integer requestsPerSecond,
            @DefaultValue("5000") @Min(1) @Max(10_000_000) int burst,
            @Nullable @Min(0) @Max(1_000_000) Integer strangersPerSecond,
            @DefaultValue("1000") @Min(1) @Max(10_000_000) int strangersBurst,
            @Nullable @Min(0) @Max(100_000) Integer concurrent,

            @DefaultValue("10s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 10)
            Duration headTime,

            @DefaultValue("20s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 10)
            Duration transferTime,

            @DefaultValue("4KB") @NotNull DataSize transferRate) {

        @AssertTrue(message = "must have a max-object of at least its max-body and at most 256MB")
        boolean isConsistent() {
            return maxObject.compareTo(maxBody) >= 0 && maxObject.compareTo(DataSize.ofMegabytes(256)) <= 0;
        }

        @AssertTrue(message = "must have a transfer-rate of 1 byte to 1 GB")
        boolean isTransferRateUsable() {
            return transferRate.toBytes() >= 1 && transferRate.toBytes() <= 1L << 30;
        }
    }

    /** What our CPO side demands of charging preferences. */
    record Sessions(
            @DefaultValue("false") boolean departureRequired,
            @DefaultValue("false") boolean energyNeedRequired) {}

    /**
     * What is pulled from partners.
     *
     * @param enabled whether that happens by itself; administrators may ask for it in any case
     * @param interval between two pulls of what changed
     * @param fullInterval between two pulls of everything
     * @param maxObjects that are read from one list in one run
     */
    record Sync(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1h") @DurationMin(seconds = 1) Duration interval,
            @DefaultValue("24h") @DurationMin(seconds = 1) Duration fullInterval,
            @DefaultValue("100000") @Min(1) int maxObjects) {}

    /**
     * What our eMSP side demands of requests for authorization.
     *
     * @param locationRequired parties, such as NL-TNM, that authorize no token without knowing where it is presented
     */
    record Tokens(@DefaultValue List<@Pattern(regexp = "[A-Za-z]{2}-[A-Za-z0-9]{1,3}") String> locationRequired) {}

    /**
     * The bounds of streams of changes.
     *
     * @param heartbeat how long a stream is silent at most, and how long one goes on at most whose token is revoked
     * @param maxPerConsumer streams that one consumer may have open at once, on each node
     * @param max streams that may be open at once, on each node
     */
    record Streams(
            @DefaultValue("15s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 5)
            Duration heartbeat,

            @DefaultValue("5") @Min(1) @Max(1_000) int maxPerConsumer,
            @DefaultValue("500") @Min(1) @Max(100_000) int max) {}

    /**
     * How it is proved that stored events are as they were stored.
     *
     * @param keys directory of the keys that checkpoints are signed with, the same for all nodes; by default under the
     *     data directory
     * @param sealEvery time between two checkpoints, if there is anything new
     */
    record Audit(
            @Nullable Path keys,

            @DefaultValue("1s") @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1)
            Duration sealEvery) {}

    /**
     * Where changes are published.
     *
     * @param bootstrapServers of the Kafka cluster; without them nothing is published
     * @param topicPrefix stands before the module's name, with a dot in between
     * @param partitions of topics that are created
     * @param replicationFactor of topics that are created; by default the cluster's own
     * @param privacy what is said of drivers
     * @param properties of Kafka's producer, such as those of its security
     */
    record Kafka(
            @Nullable String bootstrapServers,

            @DefaultValue("ocpi") @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,100}")
            String topicPrefix,

            @DefaultValue("6") @Min(1) @Max(1_000) int partitions,
            @Nullable @Min(1) @Max(10) Short replicationFactor,
            @DefaultValue("FULL") @NotNull Privacy privacy,
            @DefaultValue Map<String, String> properties) {}
}
