package org.ocpiplatform.eventstore;

import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A store that a test writes to, and then tampers with. */
public final class AuditedStore implements AutoCloseable {

    private final Nodes nodes;
    private final PostgresEventStorageEngine engine;

    private AuditedStore(Nodes nodes) {
        this.nodes = nodes;
        this.engine = nodes.open();
    }

    /** The server that stores are on. */
    public static final class Server implements AutoCloseable {

        private final TestPostgres postgres;

        /** Starts one. */
        public Server() throws IOException {
            this.postgres = new TestPostgres();
        }

        /** Makes a store on it. */
        public AuditedStore open() throws SQLException {
            return new AuditedStore(new Nodes(postgres));
        }

        @Override
        public void close() throws Exception {
            postgres.close();
        }
    }

    /** Leads to the store's tables. */
    public DataSource dataSource() {
        return nodes.postgres.dataSource(nodes.database);
    }

    /** Stores an event. */
    public void append(String aggregate, long sequence) {
        engine.appendEvents(Nodes.event(aggregate, sequence));
    }

    /** Does what nobody should. */
    public void sql(String statements) throws SQLException {
        nodes.postgres.execute(nodes.database, statements);
    }

    @Override
    public void close() throws Exception {
        nodes.close();
    }
}
