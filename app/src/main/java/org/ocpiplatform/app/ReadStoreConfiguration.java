package org.ocpiplatform.app;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.ReadConcern;
import com.mongodb.ReadConcernLevel;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.read.projection.DocumentCollections;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The connection to the read store. What is acknowledged is on a majority of a replica set, and reads come from the
 * primary, of what a majority has: thus every node reads what any node wrote, and a failover takes nothing back.
 */
@Configuration(proxyBeanMethods = false)
class ReadStoreConfiguration {

    private static final int SELECTION_TIMEOUT_MILLIS = 5_000;
    /** Also how long the driver's monitor waits for an answer before it takes a server for gone. */
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    private static final int HEARTBEAT_MILLIS = 1_000;

    @Bean
    ReadStoreMonitor readStoreMonitor(PlatformSettings settings) {
        return new ReadStoreMonitor(
                settings.readStore().whenAway(), settings.readStore().trustLastKnown());
    }

    @Bean(destroyMethod = "close")
    MongoClient mongoClient(
            PlatformSettings settings, EmbeddedStores embedded, ReadStoreMonitor monitor, SslBundles bundles) {
        EmbeddedMongo mongo = embedded.mongo();
        PlatformSettings.ReadStore store = settings.readStore();
        MongoClientSettings.Builder client = mongo == null
                ? client(store, bundles)
                : MongoClientSettings.builder().applyConnectionString(new ConnectionString(mongo.connectionString()));
        OperationsUnderWay operations = new OperationsUnderWay(monitor);
        return MongoClients.create(client.applyToClusterSettings(cluster -> cluster.addClusterListener(monitor)
                        .addClusterListener(operations)
                        .serverSelector(operations))
                .applyToServerSettings(server -> server.addServerMonitorListener(operations))
                .applyToConnectionPoolSettings(pool -> pool.addConnectionPoolListener(operations))
                .build());
    }

    @Bean
    MongoDatabase readStoreDatabase(MongoClient client, PlatformSettings settings) {
        PlatformSettings.ReadStore store = settings.readStore();
        return client.getDatabase(Optional.ofNullable(store.uri())
                .map(uri -> parsed(uri).getDatabase())
                .orElse(store.database()));
    }

    @Bean
    DocumentCollections readStoreCollections(MongoDatabase database, EmbeddedStores embedded) {
        EmbeddedMongo mongo = embedded.mongo();
        return mongo == null ? DocumentCollections.of(database) : new EmbeddedDocuments(mongo, database);
    }

    /** What the URI says of timeouts goes before these. */
    private static MongoClientSettings.Builder builder() {
        return MongoClientSettings.builder()
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SELECTION_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .applyToServerSettings(server -> server.heartbeatFrequency(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS));
    }

    /**
     * The client of a MongoDB at a URI.
     *
     * @throws UnusableReadStoreException if the settings contradict themselves, or what the platform relies on
     */
    static MongoClientSettings.Builder client(PlatformSettings.ReadStore store, SslBundles bundles) {
        ConnectionString uri = parsed(String.valueOf(store.uri()));
        requireNothingWeaker(uri);
        MongoClientSettings.Builder client = builder()
                .applyConnectionString(uri)
                .writeConcern(WriteConcern.MAJORITY)
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .timeout(store.timeout().toMillis(), TimeUnit.MILLISECONDS);
        String username = store.username();
        String password = store.password();
        if (username != null && password != null) {
            if (uri.getCredential() != null) {
                throw new UnusableReadStoreException(
                        "ocpi.read-store.username is set, and ocpi.read-store.uri has credentials as well");
            }
            client.credential(
                    MongoCredential.createCredential(username, store.authenticationDatabase(), password.toCharArray()));
        }
        if (store.sslBundle() != null) {
            secure(client, store.sslBundle(), bundles);
        }
        return client;
    }

    private static void secure(MongoClientSettings.Builder client, String bundle, SslBundles bundles) {
        try {
            var context = bundles.getBundle(bundle).createSslContext();
            client.applyToSslSettings(ssl -> ssl.enabled(true).context(context));
        } catch (NoSuchSslBundleException e) {
            throw new UnusableReadStoreException(
                    "ocpi.read-store.ssl-bundle names " + bundle + ", which spring.ssl.bundle does not define");
        } catch (IllegalStateException e) {
            throw new UnusableReadStoreException(
                    "the SSL bundle " + bundle + " of ocpi.read-store.ssl-bundle cannot be used: " + e.getMessage());
        }
    }

    /** The driver's own words are left out: they repeat parts of the URI, in which there may be a password. */
    private static ConnectionString parsed(String uri) {
        try {
            return new ConnectionString(uri);
        } catch (RuntimeException e) {
            throw new UnusableReadStoreException("ocpi.read-store.uri is no MongoDB connection string as in"
                    + " mongodb://host:27017/database?replicaSet=rs0; characters such as @, : and / in a password"
                    + " must be percent-encoded");
        }
    }

    private static void requireNothingWeaker(ConnectionString uri) {
        @Nullable ReadPreference preference = uri.getReadPreference();
        if (preference != null && !preference.equals(ReadPreference.primary())) {
            throw weaker("readPreference", preference.getName(), "primary");
        }
        @Nullable ReadConcern read = uri.getReadConcern();
        ReadConcernLevel level = read == null ? null : read.getLevel();
        if (level != null && level != ReadConcernLevel.MAJORITY) {
            throw weaker("readConcernLevel", level.getValue(), "majority");
        }
        @Nullable WriteConcern write = uri.getWriteConcern();
        if (write != null && write.getWObject() != null && !"majority".equals(write.getWObject())) {
            throw weaker("w", String.valueOf(write.getWObject()), "majority");
        }
    }

    private static UnusableReadStoreException weaker(String option, String value, String needed) {
        return new UnusableReadStoreException("ocpi.read-store.uri says " + option + "=" + value
                + ", but who writes could then not read it on every node; leave it out, or say " + needed);
    }
}
