package org.ocpiplatform.bench.micro;

import java.util.concurrent.TimeUnit;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.ocpi.sessions.Session;
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
import tools.jackson.databind.node.ObjectNode;

/** One change of a session that has a few charging periods, or very many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SessionFoldBenchmark {

    /** Charging periods that the session has already. */
    @Param({"5", "500"})
    public int chargingPeriods;

    private Session session = Samples.session(0);
    private ObjectNode patch = Samples.patch();

    /** Makes the session. */
    @Setup
    public void setUp() {
        session = Samples.session(chargingPeriods);
        patch = Samples.patch();
    }

    /** The session after the change. */
    @Benchmark
    public Session patch() {
        return SessionFold.patch(session, patch);
    }
}
