package org.ocpiplatform.bench.micro;

import java.util.concurrent.TimeUnit;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.validation.Validation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The way of a location with 40 EVSEs from JSON and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LocationJsonBenchmark {

    private final byte[] body = Samples.locationBody();
    private final Location location = Samples.location();

    /** The body of a PUT becomes an object. */
    @Benchmark
    public Location bind() {
        return OcpiJson.mapper().readValue(body, Location.class);
    }

    /** The object is checked. */
    @Benchmark
    public Location validate() {
        return Validation.valid(location);
    }

    /** The object becomes the JSON that is stored and shown. */
    @Benchmark
    public String serialize() {
        return OcpiJson.mapper().writeValueAsString(location);
    }
}
