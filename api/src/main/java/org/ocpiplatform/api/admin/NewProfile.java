package org.ocpiplatform.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfile;

/**
 * A charging profile that an administrator wants set.
 *
 * @param to the CPO that is asked
 * @param from our party that asks; absent where there is no choice
 */
record NewProfile(
        @NotNull @Valid NamedParty to,
        @Nullable @Valid NamedParty from,
        @NotNull @Valid ChargingProfile chargingProfile) {}
