package org.ocpiplatform.bench.growth;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ocpiplatform.contract.privacy.KeyRing;
import org.ocpiplatform.contract.privacy.KeyTable;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.eventstore.PersonKeyTable;
import org.ocpiplatform.eventstore.Sealing;

/** Personal data sealed as the platform does it. */
record DriversSealed(PersonalData data, KeyRing keys) implements Sealing {

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
}
