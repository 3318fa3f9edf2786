package org.ocpiplatform.contract.history;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.ocpi.ModuleId;

/** The modules whose objects have a history. */
public final class AuditedModules {

    /** The module of remote commands, which are no objects of OCPI but have a history like them. */
    public static final String COMMANDS = ModuleId.COMMANDS.value();

    /** The module of active charging profiles, and of the requests about charging profiles. */
    public static final String CHARGING_PROFILES = ObjectKind.ACTIVE_CHARGING_PROFILE.segment();

    private static final Set<String> NAMES = Stream.concat(
                    Arrays.stream(ObjectKind.values()).map(ObjectKind::segment), Stream.of(COMMANDS))
            .collect(Collectors.toUnmodifiableSet());

    private AuditedModules() {}

    /** Their names; those of the kinds of objects where a module has several. */
    public static Set<String> names() {
        return NAMES;
    }
}
