package org.ocpiplatform.eventstore;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One PostgreSQL for all tests of a class, each of which makes a database of its own on it. */
final class PostgresExtension implements BeforeAllCallback, AfterAllCallback {

    private @Nullable TestPostgres server;

    TestPostgres server() {
        return requireNonNull(server);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = new TestPostgres();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        if (server != null) {
            server.close();
        }
    }
}
