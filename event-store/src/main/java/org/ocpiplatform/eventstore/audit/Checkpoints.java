package org.ocpiplatform.eventstore.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.eventstore.EventHash;
import org.ocpiplatform.eventstore.HashedEvents;

/** The checkpoints of a store, and the making of the next ones. */
public final class Checkpoints {

    /** Events in one checkpoint at most. */
    static final int MAX_EVENTS = 10_000;

    private static final long SEALING_LOCK = 0x6F637069_73656CL;
    private static final String COLUMNS =
            "number, first_position, last_position, sealed_at, root, previous, key_id, signature, leaves";

    private final DataSource dataSource;
    private final HashedEvents events;
    private final SealingKeys keys;
    private final Clock clock;

    /** The checkpoints in the tables of a store, which must have been opened before. */
    public Checkpoints(DataSource dataSource, SealingKeys keys, Clock clock) {
        this(dataSource, HashedEvents.IN_EVENT_STORE, keys, clock);
    }

    /** Checkpoints over events whose hashes are in one table or another. */
    public Checkpoints(DataSource dataSource, HashedEvents events, SealingKeys keys, Clock clock) {
        this.dataSource = dataSource;
        this.events = events;
        this.keys = keys;
        this.clock = clock;
    }

    /** A checkpoint with the leaves that its root was made of. */
    record Sealed(Checkpoint checkpoint, List<byte[]> leaves) {}

    /**
     * Makes a checkpoint over the events that none speaks of yet, if there are any.
     *
     * @throws EventStoreException if positions are missing, of which nothing can be stated
     */
    public Optional<Checkpoint> seal() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Checkpoint> made = seal(connection);
                connection.commit();
                return made;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new EventStoreException("The checkpoint could not be stored", e);
        }
    }

    private Optional<Checkpoint> seal(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, SEALING_LOCK);
            lock.execute();
        }
        Checkpoint last = read(connection, "ORDER BY number DESC LIMIT 1").stream()
                .findFirst()
                .map(Sealed::checkpoint)
                .orElse(null);
        long first = last == null ? 1 : last.lastPosition() + 1;
        List<byte[]> leaves = leaves(connection, first);
        if (leaves.isEmpty()) {
            return Optional.empty();
        }
        Checkpoint made = next(last, first, leaves).signed(keys);
        insert(connection, made, leaves);
        return Optional.of(made);
    }

    private Checkpoint next(@Nullable Checkpoint last, long first, List<byte[]> leaves) {
        return new Checkpoint(
                last == null ? 1 : last.number() + 1,
                first,
                first + leaves.size() - 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                MerkleTree.root(leaves),
                last == null ? EventHash.none() : last.hash(),
                "",
                new byte[0]);
    }

    private List<byte[]> leaves(Connection connection, long first) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT position, hash FROM " + events.table() + " WHERE position >= ? ORDER BY position LIMIT ?")) {
            statement.setLong(1, first);
            statement.setInt(2, MAX_EVENTS);
            try (ResultSet result = statement.executeQuery()) {
                List<byte[]> leaves = new ArrayList<>();
                while (result.next()) {
                    long position = result.getLong(1);
                    if (position != first + leaves.size()) {
                        throw new EventStoreException(
                                "The event at position " + (first + leaves.size()) + " is missing: see /audit/verify");
                    }
                    leaves.add(MerkleTree.leaf(position, result.getBytes(2)));
                }
                return leaves;
            }
        }
    }

    private static void insert(Connection connection, Checkpoint checkpoint, List<byte[]> leaves) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO checkpoints (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, checkpoint.number());
            insert.setLong(2, checkpoint.firstPosition());
            insert.setLong(3, checkpoint.lastPosition());
            insert.setObject(4, checkpoint.sealedAt().atOffset(ZoneOffset.UTC));
            insert.setBytes(5, checkpoint.root());
            insert.setBytes(6, checkpoint.previous());
            insert.setString(7, checkpoint.keyId());
            insert.setBytes(8, checkpoint.signature());
            insert.setBytes(9, joined(leaves));
            insert.executeUpdate();
        }
    }

    /** The last checkpoint; none before the first. */
    public Optional<Checkpoint> last() {
        return read("ORDER BY number DESC LIMIT 1").stream().findFirst().map(Sealed::checkpoint);
    }

    /** Checkpoints that follow on a number, in their order. */
    public List<Checkpoint> after(long number, int limit) {
        return sealedAfter(number, limit).stream().map(Sealed::checkpoint).toList();
    }

    List<Sealed> sealedAfter(long number, int limit) {
        return read("WHERE number > ? ORDER BY number LIMIT ?", number, limit);
    }

    /** The checkpoint that speaks of a position; none if there is none yet. */
    Optional<Sealed> covering(long position) {
        // The index leads to the one that ends next; a condition on where it begins would have to be looked up in many.
        return read("WHERE last_position >= ? ORDER BY last_position LIMIT 1", position).stream()
                .filter(next -> next.checkpoint().firstPosition() <= position)
                .findFirst();
    }

    SealingKeys keys() {
        return keys;
    }

    private List<Sealed> read(String condition, Object... parameters) {
        try (Connection connection = dataSource.getConnection()) {
            return read(connection, condition, parameters);
        } catch (SQLException e) {
            throw new EventStoreException("The checkpoints could not be read", e);
        }
    }

    private static List<Sealed> read(Connection connection, String condition, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM checkpoints " + condition)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<Sealed> checkpoints = new ArrayList<>();
                while (result.next()) {
                    checkpoints.add(sealed(result));
                }
                return checkpoints;
            }
        }
    }

    private static Sealed sealed(ResultSet result) throws SQLException {
        Instant sealedAt = result.getObject("sealed_at", OffsetDateTime.class).toInstant();
        return new Sealed(
                new Checkpoint(
                        result.getLong("number"),
                        result.getLong("first_position"),
                        result.getLong("last_position"),
                        sealedAt,
                        result.getBytes("root"),
                        result.getBytes("previous"),
                        result.getString("key_id"),
                        result.getBytes("signature")),
                split(result.getBytes("leaves")));
    }

    private static byte[] joined(List<byte[]> leaves) {
        byte[] joined = new byte[leaves.size() * EventHash.BYTES];
        for (int i = 0; i < leaves.size(); i++) {
            System.arraycopy(leaves.get(i), 0, joined, i * EventHash.BYTES, EventHash.BYTES);
        }
        return joined;
    }

    /** What is no multiple of a hash's length gives a last leaf that is none, which verification finds. */
    private static List<byte[]> split(byte[] joined) {
        List<byte[]> leaves = new ArrayList<>();
        for (int from = 0; from < joined.length; from += EventHash.BYTES) {
            leaves.add(Arrays.copyOfRange(joined, from, Math.min(joined.length, from + EventHash.BYTES)));
        }
        return leaves;
    }
}
