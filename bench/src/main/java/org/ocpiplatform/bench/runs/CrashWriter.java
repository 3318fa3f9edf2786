package org.ocpiplatform.bench.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.http.HttpConnection;
import org.ocpiplatform.bench.http.HttpRequest;
import org.ocpiplatform.bench.http.HttpResponse;
import org.ocpiplatform.bench.platform.Platform;
import org.ocpiplatform.bench.platform.Sessions;
import org.ocpiplatform.ocpi.json.OcpiDateTime;

/** Pushes sessions and changes to them until the platform is gone, and remembers what the platform acknowledged. */
final class CrashWriter {

    private static final int PATCHES_PER_SESSION = 8;

    private final Platform platform;
    private final AtomicLong sessionNumbers;
    private final AtomicLong patchNumbers;
    private final List<Written> written = new ArrayList<>();
    private @Nullable String refusal;
    private long acknowledged;

    CrashWriter(Platform platform, AtomicLong sessionNumbers, AtomicLong patchNumbers) {
        this.platform = platform;
        this.sessionNumbers = sessionNumbers;
        this.patchNumbers = patchNumbers;
    }

    /**
     * A session whose creation was acknowledged.
     *
     * @param periods beginnings of the charging periods that were appended to it with acknowledgement
     */
    record Written(long number, List<String> periods) {}

    void run() {
        HttpRequest cpo = platform.cpo();
        try (HttpConnection connection = HttpConnection.open(platform.url())) {
            while (refusal == null) {
                write(connection, cpo);
            }
        } catch (IOException e) {
            // The platform is gone, as it should; what it had not yet answered does not count.
        }
    }

    private void write(HttpConnection connection, HttpRequest cpo) throws IOException {
        long number = sessionNumbers.getAndIncrement();
        if (!accepted(connection.exchange(cpo.json("PUT", Sessions.path(number), Sessions.json(number))))) {
            return;
        }
        Written session = new Written(number, new ArrayList<>());
        written.add(session);
        for (int i = 0; i < PATCHES_PER_SESSION; i++) {
            long patch = patchNumbers.getAndIncrement();
            if (accepted(
                    connection.exchange(cpo.json("PATCH", Sessions.path(number), Sessions.patchWithPeriod(patch))))) {
                session.periods().add(OcpiDateTime.format(Sessions.patchedAt(patch)));
            }
        }
    }

    private boolean accepted(HttpResponse response) {
        if (!response.succeeded()) {
            refusal = response.toString();
            return false;
        }
        acknowledged++;
        return true;
    }

    List<Written> written() {
        return written;
    }

    long acknowledged() {
        return acknowledged;
    }

    /** What the platform answered instead of accepting a write; null if it accepted all that it answered. */
    @Nullable
    String refusal() {
        return refusal;
    }
}
