package org.ocpiplatform.api.backoffice.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The keys that the back office's tokens are signed with: keys of the curve P-256 in a directory that nodes may share. The
 * newest signs, all verify, and a superseded one is deleted when all that it signed has expired.
 *
 * <p>A key that another node has made counts here as soon as a token names it. One that another node has deleted counts
 * here for ten seconds at most, and never signs.
 */
@Component
public final class SigningKeys implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** For clocks that differ. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** By time, and in the same second by name, so that all nodes agree. */
    private static final Comparator<ECKey> OLDEST_FIRST =
            Comparator.comparing(SigningKeys::createdAt).thenComparing(ECKey::getKeyID);

    private final KeyFiles files;
    private final Duration refreshLifetime;
    private final Clock clock;

    /** Oldest first and never empty. */
    private volatile List<ECKey> known = List.of();

    private volatile long lookedAt;

    SigningKeys(BackOfficeSettings settings, Clock clock) {
        this.refreshLifetime = settings.refreshLifetime();
        this.clock = clock;
        try {
            this.files = new KeyFiles(settings.signingKeys());
            look();
            if (known.isEmpty()) {
                add();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the signing keys in " + settings.signingKeys() + " cannot be read or stored", e);
        }
    }

    /** The keys that count now, the oldest first. */
    public List<SigningKey> list() {
        List<ECKey> keys = lookedAtNow();
        return keys.stream().map(key -> seen(key, keys)).toList();
    }

    /** Makes a key that signs from now on. */
    public synchronized SigningKey rotate() {
        lookedAtNow();
        try {
            ECKey key = add();
            LOG.info("Signing key {} signs from now on", key.getKeyID());
            return seen(key, known);
        } catch (IOException e) {
            throw new UncheckedIOException("a signing key cannot be stored", e);
        }
    }

    /**
     * Deletes a key, with which all tokens that it signed become worthless. If it signs, another is made first.
     *
     * @return false if there is none of that id
     */
    public synchronized boolean delete(String kid) {
        List<ECKey> keys = lookedAtNow();
        if (keys.stream().noneMatch(key -> key.getKeyID().equals(kid))) {
            return false;
        }
        try {
            if (keys.getLast().getKeyID().equals(kid)) {
                add();
            }
            files.delete(kid);
            look();
        } catch (IOException e) {
            throw new UncheckedIOException("the signing key cannot be deleted", e);
        }
        LOG.info("Signing key {} is deleted, and with it all that it signed", kid);
        return true;
    }

    /** The key that signs, whichever node has made it. */
    ECKey signing() {
        return lookedAtNow().getLast();
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        if (System.nanoTime() - lookedAt > LOOK_AGAIN_NANOS) {
            lookedAtNow();
        }
        List<JWK> found = selector.select(asSet(known));
        Set<String> wanted = selector.getMatcher().getKeyIDs();
        if (!found.isEmpty() || wanted == null || wanted.stream().noneMatch(id -> id != null && files.exists(id))) {
            return found;
        }
        return selector.select(asSet(lookedAtNow()));
    }

    private static JWKSet asSet(List<ECKey> keys) {
        return new JWKSet(new ArrayList<JWK>(keys));
    }

    /** What is in the directory, or what was there when it could last be read. */
    private synchronized List<ECKey> lookedAtNow() {
        try {
            look();
            if (known.isEmpty()) {
                add();
            }
        } catch (IOException e) {
            LOG.warn("The signing keys cannot be read; those known are used", e);
            lookedAt = System.nanoTime();
        }
        return known;
    }

    private synchronized void look() throws IOException {
        Map<String, ECKey> before = known.stream().collect(Collectors.toMap(ECKey::getKeyID, Function.identity()));
        List<ECKey> now = new ArrayList<>();
        for (String id : files.ids()) {
            ECKey loaded = before.get(id);
            Optional.ofNullable(loaded).or(() -> read(id)).ifPresent(now::add);
        }
        now.sort(OLDEST_FIRST);
        Instant worthless = clock.instant().minus(refreshLifetime).minus(GRACE);
        while (now.size() > 1 && createdAt(now.get(1)).isBefore(worthless)) {
            files.delete(now.removeFirst().getKeyID());
        }
        known = List.copyOf(now);
        lookedAt = System.nanoTime();
    }

    private Optional<ECKey> read(String id) {
        try {
            return files.read(id);
        } catch (IOException e) {
            LOG.warn("Signing key {} cannot be read", id, e);
            return Optional.empty();
        }
    }

    /** Makes a key that is newer than all others, even if another node's clock is ahead. */
    private synchronized ECKey add() throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant createdAt = known.isEmpty()
                ? now
                : Optional.of(createdAt(known.getLast()).plusSeconds(1))
                        .filter(next -> next.isAfter(now))
                        .orElse(now);
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .issueTime(Date.from(createdAt))
                    .generate();
            files.write(key);
            look();
            return key;
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private static Instant createdAt(ECKey key) {
        return key.getIssueTime().toInstant();
    }

    private static SigningKey seen(ECKey key, List<ECKey> keys) {
        return new SigningKey(
                key.getKeyID(),
                createdAt(key),
                key.getKeyID().equals(keys.getLast().getKeyID()));
    }
}
