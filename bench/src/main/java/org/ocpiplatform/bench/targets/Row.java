package org.ocpiplatform.bench.targets;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.runs.Report;

/**
 * One row of the table.
 *
 * @param target what should be reached; null for floors and what is only told
 * @param required the target in the row's unit, once its floor is known
 * @param reached whether the target was reached without errors, once that is known
 * @param note what else is to be known, in words
 * @param load what came of the requests that were measured; null if there were none
 */
record Row(
        String name,
        double measured,
        String unit,
        @Nullable Target target,
        @Nullable Double required,
        @Nullable Boolean reached,
        String note,
        Report.@Nullable Row load) {

    static final String PER_SECOND = "/s";
    static final String SECONDS = "s";
    static final String MILLIS = "ms";
    static final String TIMES = "×";

    /** A value that is measured without requests. */
    static Row of(String name, double measured, String unit, @Nullable Target target, String note) {
        return new Row(name, measured, unit, target, null, null, note, null);
    }

    /** Requests per second. */
    static Row of(Report.Row load, @Nullable Target target, String note) {
        return new Row(load.path(), load.perSecond(), PER_SECOND, target, null, null, note, load);
    }

    /** Some other value of requests. */
    static Row of(Report.Row load, double measured, String unit, @Nullable Target target, String note) {
        return new Row(load.path(), measured, unit, target, null, null, note, load);
    }

    /** How far two rows are apart, whichever is larger. */
    static Row apart(String name, Row one, Row other, double most) {
        double ratio = Math.max(one.measured, other.measured) / Math.min(one.measured, other.measured);
        return of(name, ratio, TIMES, Target.atMost(most), "between " + one.name + " and " + other.name);
    }

    long errors() {
        return load == null ? 0 : load.errors();
    }

    Row judged(double requirement) {
        boolean good = target != null && target.reachedBy(measured, requirement) && errors() == 0;
        return new Row(name, measured, unit, target, requirement, good, note, load);
    }
}
