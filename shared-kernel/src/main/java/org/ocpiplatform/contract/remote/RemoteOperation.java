package org.ocpiplatform.contract.remote;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResultType;
import org.ocpiplatform.ocpi.commands.CommandResultType;

/**
 * What a charge point can be asked to do: the commands of OCPI 2.3.0, chapter Commands, and the three requests of its
 * chapter ChargingProfiles, under the names that they have in callback URLs.
 */
public enum RemoteOperation {
    CANCEL_RESERVATION(ModuleId.COMMANDS),
    RESERVE_NOW(ModuleId.COMMANDS),
    START_SESSION(ModuleId.COMMANDS),
    STOP_SESSION(ModuleId.COMMANDS),
    UNLOCK_CONNECTOR(ModuleId.COMMANDS),
    /** What the EVSE will do as things stand, a GET. */
    ACTIVE_CHARGING_PROFILE(ModuleId.CHARGING_PROFILES),
    /** Sets a profile, a PUT. */
    CHARGING_PROFILE(ModuleId.CHARGING_PROFILES),
    /** Clears the profile that was set, a DELETE. */
    CLEAR_PROFILE(ModuleId.CHARGING_PROFILES);

    private final ModuleId module;

    RemoteOperation(ModuleId module) {
        this.module = module;
    }

    /** The module that it belongs to. */
    public ModuleId module() {
        return module;
    }

    /** Whether it is one of the ChargingProfiles module, not a command. */
    public boolean ofProfiles() {
        return module.equals(ModuleId.CHARGING_PROFILES);
    }

    /** The words that its result can be. */
    public List<String> results() {
        Enum<?>[] possible = ofProfiles() ? ChargingProfileResultType.values() : CommandResultType.values();
        return Arrays.stream(possible).map(Enum::name).toList();
    }

    /** The operation of a module with that name, if there is one. */
    public static Optional<RemoteOperation> of(ModuleId module, String name) {
        return Arrays.stream(values())
                .filter(operation ->
                        operation.module.equals(module) && operation.name().equals(name))
                .findFirst();
    }
}
