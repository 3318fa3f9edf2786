package org.ocpiplatform.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.ocpiplatform.bench.runs.CrashRun;
import org.ocpiplatform.bench.runs.GrowthRun;
import org.ocpiplatform.bench.runs.ListsRun;
import org.ocpiplatform.bench.runs.LoadRun;
import org.ocpiplatform.bench.runs.ModulesRun;
import org.ocpiplatform.bench.targets.TargetsRun;

/** The command line of the benchmarks; the README of this module explains it. */
public final class Bench {

    private Bench() {}

    static void main(String[] args) throws Exception {
        // Numbers look the same everywhere.
        Locale.setDefault(Locale.ROOT);
        int exitCode;
        try {
            exitCode = run(args);
        } catch (IllegalArgumentException e) {
            IO.println(String.valueOf(e.getMessage()));
            exitCode = 2;
        } catch (IOException e) {
            // These say what happened; where in this program is of no interest.
            IO.println(String.valueOf(e.getMessage()));
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    private static int run(String[] args) throws Exception {
        String run = args.length == 0 ? "" : args[0];
        String[] options = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        return switch (run) {
            case "load" -> LoadRun.run(options);
            case "modules" -> ModulesRun.run(options);
            case "crash" -> CrashRun.run(options);
            case "lists" -> ListsRun.run(options);
            case "growth" -> GrowthRun.run(options);
            case "targets" -> TargetsRun.run(options);
            case "micro" -> {
                org.openjdk.jmh.Main.main(options);
                yield 0;
            }
            default ->
                throw new IllegalArgumentException(
                        "usage: bench/run load|modules|crash|lists|growth|targets|micro [options]");
        };
    }
}
