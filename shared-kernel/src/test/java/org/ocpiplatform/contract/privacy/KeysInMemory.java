package org.ocpiplatform.contract.privacy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ocpiplatform.contract.secrets.SecretSeal;

/** A table of keys that is gone with the test. */
public final class KeysInMemory implements KeyTable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    /** Seals under keys of such a table. */
    public static PersonalData personalData() {
        return new PersonalData(new KeyRing(
                new KeysInMemory(), new SecretSeal(SecretSeal.newKey(RANDOM), RANDOM), true, false, RANDOM));
    }

    @Override
    public synchronized Row insert(Row row) {
        return byLookup(row.lookup()).orElseGet(() -> {
            rows.put(row.keyId(), row);
            return row;
        });
    }

    @Override
    public Optional<Row> byLookup(byte[] lookup) {
        return rows.values().stream()
                .filter(row -> Arrays.equals(row.lookup(), lookup))
                .findFirst();
    }

    @Override
    public List<Row> byIds(Collection<String> keyIds) {
        return rows.values().stream()
                .filter(row -> keyIds.contains(row.keyId()))
                .toList();
    }

    @Override
    public boolean delete(String keyId) {
        return rows.remove(keyId) != null;
    }

    @Override
    public void tellAll() {}

    @Override
    public void replace(Row row) {
        rows.put(row.keyId(), row);
    }

    /** Those of persons. */
    Collection<Row> all() {
        return rows.values().stream()
                .filter(row -> !row.keyId().equals(MainKey.ID))
                .toList();
    }
}
