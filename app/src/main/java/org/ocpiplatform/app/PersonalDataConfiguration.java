package org.ocpiplatform.app;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ocpiplatform.contract.privacy.Forgetful;
import org.ocpiplatform.contract.privacy.KeyRing;
import org.ocpiplatform.contract.privacy.KeyTable;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.contract.privacy.StoreFiles;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.embedded.mongo.EmbeddedMongo;
import org.ocpiplatform.eventstore.EventStoreState;
import org.ocpiplatform.eventstore.PersonKeyTable;
import org.ocpiplatform.eventstore.Sealing;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings together what knows personal data when it sees it and what stores events. */
@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {

    @Bean
    PersonKeyTable personKeyTable(StoreConfiguration.EventStorePool pool) {
        return new PersonKeyTable(pool.dataSource());
    }

    @Bean
    KeyRing keyRing(
            PersonKeyTable table,
            SecretSeal secret,
            SecureRandom random,
            PlatformSettings settings,
            Surroundings surroundings) {
        // A key of this node's own directory is of no use to other nodes of the same store.
        boolean shared = settings.secretKey() != null || surroundings.embeddedEventStore();
        return new KeyRing(new StoredKeys(table), secret, shared, surroundings.embeddedEventStore(), random);
    }

    @Bean
    PersonalData personalData(KeyRing keys) {
        return new PersonalData(keys);
    }

    @Bean
    Sealing sealing(PersonalData data, KeyRing keys) {
        return new PersonalDataSealing(data, keys);
    }

    @Bean
    StoreFiles storeFiles(EmbeddedStores embedded) {
        EmbeddedMongo mongo = embedded.mongo();
        return mongo == null ? () -> {} : mongo::compact;
    }

    /** The event store has made the table of keys by then, and nobody has read or written an event yet. */
    @Bean
    SmartInitializingSingleton checkingKeys(KeyRing keys) {
        return keys::check;
    }

    /** Not before everything is there: what remembers events is made at any time during the start. */
    @Bean
    SmartInitializingSingleton forgetting(EventStoreState events, ObjectProvider<Forgetful> forgetful) {
        return () -> {
            List<Forgetful> all = forgetful.stream().toList();
            events.onForget(() -> all.forEach(Forgetful::forget));
            events.forget();
        };
    }

    /** The table of keys as the keys know it. */
    record StoredKeys(PersonKeyTable table) implements KeyTable {

        @Override
        public Row insert(Row row) {
            return row(table.insert(stored(row)));
        }

        @Override
        public Optional<Row> byLookup(byte[] lookup) {
            return table.byLookup(lookup).map(StoredKeys::row);
        }

        @Override
        public List<Row> byIds(Collection<String> keyIds) {
            return table.byIds(keyIds).stream().map(StoredKeys::row).toList();
        }

        @Override
        public boolean delete(String keyId) {
            return table.delete(keyId);
        }

        @Override
        public void tellAll() {
            table.tellAll();
        }

        @Override
        public void replace(Row row) {
            table.replace(stored(row));
        }

        private static PersonKeyTable.Row stored(Row row) {
            return new PersonKeyTable.Row(row.keyId(), row.lookup(), row.key(), row.name());
        }

        private static Row row(PersonKeyTable.Row row) {
            return new Row(row.keyId(), row.lookup(), row.key(), row.name());
        }
    }

    /** Personal data as the event store knows it. */
    record PersonalDataSealing(PersonalData data, KeyRing keys) implements Sealing {

        @Override
        public byte[] seal(byte[] payload) {
            return data.seal(payload);
        }

        @Override
        public Optional<byte[]> sealAgain(byte[] payload, Collection<byte[]> stored) {
            Set<String> keyIds = new HashSet<>();
            stored.forEach(one -> keyIds.addAll(data.keyIds(one)));
            return data.sealAgain(payload, keyIds);
        }

        @Override
        public byte[] open(byte[] stored) {
            return data.open(stored);
        }

        @Override
        public boolean isPersonal(String aggregateId) {
            return PersonalData.isPersonal(aggregateId);
        }

        @Override
        public String sealId(String aggregateId) {
            return data.sealId(aggregateId);
        }

        @Override
        public Optional<String> findId(String aggregateId) {
            return data.findId(aggregateId);
        }

        @Override
        public String openId(String stored) {
            return data.openId(stored);
        }

        @Override
        public void expect(Collection<byte[]> stored) {
            Set<String> keyIds = new HashSet<>();
            stored.forEach(one -> keyIds.addAll(data.keyIds(one)));
            keys.expect(keyIds);
        }

        @Override
        public void forget() {
            keys.forget();
        }
    }
}
