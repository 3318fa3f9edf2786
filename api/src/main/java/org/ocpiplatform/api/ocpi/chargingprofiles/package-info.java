/** The interfaces of the ChargingProfiles module. */
@NullMarked
package org.ocpiplatform.api.ocpi.chargingprofiles;

import org.jspecify.annotations.NullMarked;
