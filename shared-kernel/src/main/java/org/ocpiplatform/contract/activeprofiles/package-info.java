/** Commands, events and the fold of ActiveChargingProfiles, each known by the id of its session. */
@NullMarked
package org.ocpiplatform.contract.activeprofiles;

import org.jspecify.annotations.NullMarked;
