package org.ocpiplatform.bench.micro;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.eventstore.EventHash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hash that chains an event to the one before it in its stream: every event that is appended has one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventHashBenchmark {

    private static final Instant OCCURRED_AT = Instant.parse("2026-01-01T10:00:00.123456Z");
    private static final byte[] METADATA = """
            {"partnerId":"5b0a7d3e-2f64-4d0c-9a57-0c8f3f6b1e11","countryCode":"NL","partyId":"BEN",\
            "requestId":"9d2b5e2a-6c1f-4a6e-8f27-1f3b1a0c7d51","correlationId":"4b7c0a3e-02d9-4d5b-b3ce-55f1a7e6a9c4"}""".getBytes(StandardCharsets.UTF_8);

    /** What is hashed: the push of a session of 1 KB, or of a location of 36 KB. */
    @Param({"session", "location"})
    public String object = "session";

    private byte[] payload = Samples.body();
    private byte[] previous = EventHash.none();

    /** Makes the payload. */
    @Setup
    public void setUp() {
        payload = object.equals("session") ? Samples.body() : Samples.locationBody();
        previous = EventHash.none();
    }

    /** A chain that goes on. */
    @Benchmark
    public byte[] hash() {
        previous = EventHash.of(
                "0b8f7a52-7f0e-4a3b-9a57-5b1c7d5f9b11",
                "emsp:sessions:NL:BEN:BENCH-0000000001",
                1,
                "Session",
                OCCURRED_AT,
                "sessions.replaced",
                "1",
                payload,
                METADATA,
                previous);
        return previous;
    }
}
