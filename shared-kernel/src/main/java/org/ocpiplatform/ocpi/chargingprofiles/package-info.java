/** Objects of the ChargingProfiles module (OCPI 2.3.0, chapter ChargingProfiles). */
@NullMarked
package org.ocpiplatform.ocpi.chargingprofiles;

import org.jspecify.annotations.NullMarked;
