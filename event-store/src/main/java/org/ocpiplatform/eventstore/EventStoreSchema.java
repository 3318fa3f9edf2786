package org.ocpiplatform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** Creates the tables of the event store and brings older ones up to date. */
final class EventStoreSchema {

    private static final long SCHEMA_LOCK = 0x6F637069_736368L;

    /**
     * The statements that lead from each version to the next. event_id has no index: nothing looks events up by it, and
     * every index on a random key costs each insert a page write. The second version is for what works by itself beside
     * the writes: how far automations have read, and what is to be done at which time. The third is for sagas. The
     * fourth chains the events of each stream by their hashes; the fifth is for checkpoints; the sixth for the keys that
     * personal data is sealed under.
     */
    private static final List<Migration> MIGRATIONS = List.of(
            statements("""
            CREATE TABLE domain_events (
                position bigint PRIMARY KEY,
                event_id text NOT NULL,
                aggregate_id text NOT NULL,
                sequence_number bigint NOT NULL,
                aggregate_type text,
                occurred_at timestamptz NOT NULL,
                payload_type text NOT NULL,
                payload_revision text,
                payload bytea NOT NULL,
                metadata bytea NOT NULL,
                UNIQUE (aggregate_id, sequence_number)
            );
            CREATE TABLE snapshot_events (
                aggregate_id text PRIMARY KEY,
                sequence_number bigint NOT NULL,
                event_id text NOT NULL,
                aggregate_type text,
                occurred_at timestamptz NOT NULL,
                payload_type text NOT NULL,
                payload_revision text,
                payload bytea NOT NULL,
                metadata bytea NOT NULL
            );
            """), statements("""
            CREATE TABLE automation_tokens (
                processor_name text NOT NULL,
                segment int NOT NULL,
                token bytea,
                token_type text,
                claimed_at text,
                owner text,
                PRIMARY KEY (processor_name, segment)
            );
            CREATE TABLE scheduled_tasks (
                task_name text NOT NULL,
                task_instance text NOT NULL,
                task_data bytea,
                execution_time timestamptz NOT NULL,
                picked boolean NOT NULL,
                picked_by text,
                last_success timestamptz,
                last_failure timestamptz,
                consecutive_failures int,
                last_heartbeat timestamptz,
                version bigint NOT NULL,
                priority smallint,
                PRIMARY KEY (task_name, task_instance)
            );
            CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
            CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
            """), statements("""
            CREATE TABLE sagas (
                saga_id text PRIMARY KEY,
                revision text,
                saga_type text NOT NULL,
                serialized_saga bytea NOT NULL
            );
            CREATE TABLE saga_associations (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                association_key text NOT NULL,
                association_value text NOT NULL,
                saga_type text NOT NULL,
                saga_id text NOT NULL
            );
            CREATE INDEX saga_associations_value ON saga_associations (association_value, association_key, saga_type);
            CREATE INDEX saga_associations_saga ON saga_associations (saga_id);
            """), HashBackfill::run, statements("""
            CREATE TABLE checkpoints (
                number bigint PRIMARY KEY,
                first_position bigint NOT NULL UNIQUE,
                last_position bigint NOT NULL UNIQUE,
                sealed_at timestamptz NOT NULL,
                root bytea NOT NULL,
                previous bytea NOT NULL,
                key_id text NOT NULL,
                signature bytea NOT NULL,
                leaves bytea NOT NULL
            );
            """), statements("""
            CREATE TABLE person_keys (
                key_id text PRIMARY KEY,
                lookup bytea NOT NULL UNIQUE,
                key bytea NOT NULL,
                name bytea NOT NULL,
                created_at timestamptz NOT NULL DEFAULT now()
            );
            """));

    /** What leads from one version to the next, within a transaction. */
    private interface Migration {
        void run(Connection connection) throws SQLException;
    }

    private static Migration statements(String sql) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        };
    }

    private EventStoreSchema() {}

    static void create(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            // A migration of a large table takes its time.
            connection.setNetworkTimeout(Runnable::run, 0);
            try {
                migrate(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new EventStoreException("The event store's tables could not be created", e);
        }
    }

    private static void migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Nodes that start at the same time take turns; CREATE ... IF NOT EXISTS alone is not safe against that.
            statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS schema_version (
                        version int PRIMARY KEY,
                        applied_at timestamptz NOT NULL DEFAULT now()
                    )""");
            int present = presentVersion(statement);
            if (present > MIGRATIONS.size()) {
                throw new EventStoreException("The event store's tables are at version " + present
                        + " but this software knows none later than " + MIGRATIONS.size());
            }
            for (int version = present + 1; version <= MIGRATIONS.size(); version++) {
                MIGRATIONS.get(version - 1).run(connection);
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO schema_version (version) VALUES (?)")) {
                    insert.setInt(1, version);
                    insert.executeUpdate();
                }
            }
        }
    }

    private static int presentVersion(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT coalesce(max(version), 0) FROM schema_version")) {
            result.next();
            return result.getInt(1);
        }
    }
}
