package org.ocpiplatform.contract.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.secrets.SecretSeal;

/**
 * The keys of a {@link KeyTable}, some of them remembered. The table finds a person's key by a keyed hash of the token
 * and holds the key wrapped, both under one main key, which is wrapped by the platform's secret key.
 */
public final class KeyRing implements PersonKeys {

    /** How long a key may be used after it was deleted elsewhere, if nobody tells. */
    public static final Duration REMEMBERED_AMONG_NODES = Duration.ofSeconds(5);

    /** Where nobody else can delete a key; drivers come again. */
    private static final Duration REMEMBERED_ALONE = Duration.ofMinutes(10);

    private static final int REMEMBERED = 50_000;
    private static final int READ_AT_ONCE = 1_000;
    private static final String MAC = "HmacSHA256";

    private final KeyTable table;
    private final MainKey main;
    private final SecureRandom random;
    private volatile @Nullable Tools tools;
    private final AtomicLong forgotten = new AtomicLong();
    private final Cache<Person, PersonKey> byPerson;
    private final Cache<String, Optional<Known>> byId;

    /**
     * The keys of a table.
     *
     * @param shared whether all nodes have the same secret key, so that nothing in the table can be read without it
     * @param alone whether no other node can delete keys
     */
    public KeyRing(KeyTable table, SecretSeal secret, boolean shared, boolean alone, SecureRandom random) {
        this.table = table;
        this.main = new MainKey(table, secret, shared, random);
        this.random = random;
        Duration remembered = alone ? REMEMBERED_ALONE : REMEMBERED_AMONG_NODES;
        this.byPerson = remembering(remembered);
        this.byId = remembering(remembered);
    }

    private static <K, V> Cache<K, V> remembering(Duration duration) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(duration)
                .build();
    }

    /** What is derived from the main key: how a person is found, and what a key is wrapped by. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tools(SecretKeySpec lookup, byte[] wrapping) {}

    private Tools tools() {
        Tools known = tools;
        if (known == null) {
            byte[] key = main.read();
            known = new Tools(
                    new SecretKeySpec(hash(new SecretKeySpec(key, MAC), "lookup"), MAC),
                    hash(new SecretKeySpec(key, MAC), "wrapping"));
            tools = known;
        }
        return known;
    }

    /**
     * Looks whether the table can be read.
     *
     * @throws WrongSecretKeyException if it was filled with another secret key
     */
    public void check() {
        tools();
    }

    @Override
    public PersonKey of(Person person) {
        PersonKey remembered = byPerson.getIfPresent(person);
        return remembered != null ? remembered : find(person).orElseGet(() -> added(person));
    }

    private PersonKey added(Person person) {
        long before = forgotten.get();
        String id = PersonKey.newId(random);
        byte[] key = new byte[PersonKey.KEY_BYTES];
        random.nextBytes(key);
        PersonKey made = new PersonKey(id, key, random);
        KeyTable.Row row = table.insert(new KeyTable.Row(
                id,
                lookup(person),
                wrapping(id).seal(key),
                made.seal(person.name().getBytes(StandardCharsets.UTF_8))));
        return remember(person, known(row).key(), before);
    }

    @Override
    public Optional<PersonKey> find(Person person) {
        PersonKey remembered = byPerson.getIfPresent(person);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        long before = forgotten.get();
        return table.byLookup(lookup(person))
                .map(row -> remember(person, known(row).key(), before));
    }

    @Override
    public Optional<Known> byId(String keyId) {
        Optional<Known> remembered = byId.getIfPresent(keyId);
        if (remembered != null) {
            return remembered;
        }
        expect(Set.of(keyId));
        Optional<Known> read = byId.getIfPresent(keyId);
        return read != null
                ? read
                : table.byIds(List.of(keyId)).stream().findFirst().map(this::known);
    }

    @Override
    public void expect(Set<String> keyIds) {
        List<String> unknown =
                keyIds.stream().filter(id -> byId.getIfPresent(id) == null).toList();
        for (int first = 0; first < unknown.size(); first += READ_AT_ONCE) {
            List<String> asked = unknown.subList(first, Math.min(unknown.size(), first + READ_AT_ONCE));
            long before = forgotten.get();
            Set<String> missing = new HashSet<>(asked);
            List<KeyTable.Row> rows = new ArrayList<>(table.byIds(asked));
            for (KeyTable.Row row : rows) {
                missing.remove(row.keyId());
                byId.put(row.keyId(), Optional.of(known(row)));
            }
            // What was deleted does not come back.
            missing.forEach(id -> byId.put(id, Optional.empty()));
            if (forgotten.get() != before) {
                byId.invalidateAll(asked);
            }
        }
    }

    /** Deletes a person's key for all nodes, which are told; returns whether it was there. */
    public boolean delete(String keyId) {
        boolean deleted = table.delete(keyId);
        forget();
        return deleted;
    }

    /** Has all nodes forget once more what they remember. */
    public void tellAll() {
        table.tellAll();
    }

    /** Remembers no key any more, because some key was deleted. */
    public void forget() {
        forgotten.incrementAndGet();
        byPerson.invalidateAll();
        byId.invalidateAll();
    }

    /** A key that was read before some key was deleted may be that one. */
    private PersonKey remember(Person person, PersonKey key, long before) {
        byPerson.put(person, key);
        if (forgotten.get() != before) {
            byPerson.invalidate(person);
        }
        return key;
    }

    private Known known(KeyTable.Row row) {
        PersonKey key = new PersonKey(row.keyId(), wrapping(row.keyId()).open(row.key()), random);
        return new Known(key, row.name());
    }

    private PersonKey wrapping(String keyId) {
        return new PersonKey(keyId, tools().wrapping(), random);
    }

    private byte[] lookup(Person person) {
        return hash(tools().lookup(), person.party().key() + ":" + person.name());
    }

    private static byte[] hash(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }
}
