package org.ocpiplatform.simulator;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Which faults are switched on, for which module, and for how many more requests. */
final class Faults {

    /** Stands for all modules. */
    static final String EVERYTHING = "*";

    /** Stands for no end. */
    static final int FOR_EVER = Integer.MAX_VALUE;

    private static final List<String> MODULES = Stream.concat(
                    Stream.of("credentials", "versions"), PartnerRole.identifiers().stream())
            .toList();

    /**
     * A fault that is switched on.
     *
     * @param module identifier as in version details, or {@link #EVERYTHING}
     * @param left requests that it will still befall
     */
    record Active(Fault fault, String module, AtomicInteger left) {

        private boolean befalls(String called) {
            return (module.equals(EVERYTHING) || module.equals(called))
                    && (left.get() == FOR_EVER || left.getAndUpdate(n -> Math.max(0, n - 1)) > 0);
        }
    }

    private final List<Active> active = new CopyOnWriteArrayList<>();

    void add(Fault fault, String module, int times) {
        if (fault == Fault.DOWN && (!module.equals(EVERYTHING) || times != FOR_EVER)) {
            throw new IllegalArgumentException("DOWN is for all modules and until it is switched off");
        }
        if (!module.equals(EVERYTHING) && !MODULES.contains(module)) {
            throw new IllegalArgumentException("no module \"" + module + "\"; there are " + MODULES);
        }
        active.add(new Active(fault, module, new AtomicInteger(times)));
    }

    void clear() {
        active.clear();
    }

    List<Active> active() {
        return active.stream().filter(each -> each.left.get() > 0).toList();
    }

    /** The faults that befall a request to a module; counts it. */
    Set<Fault> befalling(String module) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        active.stream().filter(each -> each.befalls(module)).forEach(each -> faults.add(each.fault));
        return faults;
    }

    /** Whether a fault is on for all modules. */
    boolean on(Fault fault) {
        return active().stream().anyMatch(each -> each.fault == fault && each.module.equals(EVERYTHING));
    }
}
