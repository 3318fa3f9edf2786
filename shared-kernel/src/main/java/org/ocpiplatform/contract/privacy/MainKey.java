package org.ocpiplatform.contract.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.ocpiplatform.contract.secrets.SecretSeal;

/**
 * What the keys of persons are found and wrapped by, the same on all nodes. It is a row of their table: wrapped by the
 * platform's secret key where all nodes have that, else as it is.
 */
final class MainKey {

    static final String ID = "main";

    private static final byte[] LOOKUP = ID.getBytes(US_ASCII);
    private static final byte[] WRAPPED = "wrapped".getBytes(US_ASCII);
    private static final byte[] AS_IT_IS = "as it is".getBytes(US_ASCII);

    private final KeyTable table;
    private final PersonKey wrapping;
    private final boolean shared;
    private final SecureRandom random;

    MainKey(KeyTable table, SecretSeal secret, boolean shared, SecureRandom random) {
        this.table = table;
        this.wrapping = new PersonKey(ID, secret.derive("person-keys"), random);
        this.shared = shared;
        this.random = random;
    }

    /**
     * Reads it; the first node makes it, and one that can wrap it does.
     *
     * @throws WrongSecretKeyException if it was wrapped by another secret key
     */
    byte[] read() {
        KeyTable.Row row = table.byIds(List.of(ID)).stream().findFirst().orElseGet(this::made);
        if (!Arrays.equals(row.name(), WRAPPED)) {
            if (shared) {
                table.replace(row(row.key()));
            }
            return row.key();
        }
        try {
            return wrapping.open(row.key());
        } catch (IllegalStateException e) {
            throw new WrongSecretKeyException(e);
        }
    }

    private KeyTable.Row made() {
        byte[] key = new byte[PersonKey.KEY_BYTES];
        random.nextBytes(key);
        return table.insert(row(key));
    }

    private KeyTable.Row row(byte[] key) {
        return shared
                ? new KeyTable.Row(ID, LOOKUP, wrapping.seal(key), WRAPPED)
                : new KeyTable.Row(ID, LOOKUP, key, AS_IT_IS);
    }
}
