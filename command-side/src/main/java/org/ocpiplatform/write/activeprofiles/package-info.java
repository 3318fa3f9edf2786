/** ActiveChargingProfiles: the aggregate, and what requests about charging profiles tell of them. */
@NullMarked
package org.ocpiplatform.write.activeprofiles;

import org.jspecify.annotations.NullMarked;
