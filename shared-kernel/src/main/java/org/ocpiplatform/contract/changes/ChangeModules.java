package org.ocpiplatform.contract.changes;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.history.AuditedModules;

/** The modules that changes are told of, which are those that have a history. */
public final class ChangeModules {

    /** OCPI's name of the module whose two kinds of objects are modules here. */
    private static final String PAYMENTS = "payments";

    private static final Set<String> OF_PAYMENTS =
            Set.of(ObjectKind.TERMINAL.segment(), ObjectKind.FINANCIAL_ADVICE_CONFIRMATION.segment());

    private static final Set<String> ALL = new TreeSet<>(AuditedModules.names());

    private ChangeModules() {}

    /**
     * The modules with these names, in which {@code payments} stands for both of its kinds of objects.
     *
     * @throws Rejection if one is none
     */
    public static Set<String> named(Collection<String> names) {
        Set<String> modules = new TreeSet<>();
        for (String name : names) {
            if (name.equals(PAYMENTS)) {
                modules.addAll(OF_PAYMENTS);
            } else if (ALL.contains(name)) {
                modules.add(name);
            } else {
                throw Rejection.invalid("modules must be of " + String.join(", ", ALL) + ", " + PAYMENTS);
            }
        }
        return modules;
    }
}
