package org.ocpiplatform.bench.micro;

import java.util.concurrent.TimeUnit;
import org.ocpiplatform.contract.locations.LocationEvent;
import org.ocpiplatform.contract.locations.LocationFold;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.ocpi.locations.Location;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One change of an EVSE of a location that has 40 of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LocationFoldBenchmark {

    private final Location location = Samples.location();
    private final LocationEvent patched = Samples.evsePatched();

    /** The location after the change, as partners are shown it. */
    @Benchmark
    public Location patch() {
        return LocationParts.shown(LocationFold.apply(location, patched));
    }
}
