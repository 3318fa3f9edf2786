/** What the interfaces of the Commands and the ChargingProfiles module share (docs/adr/0022). */
@NullMarked
package org.ocpiplatform.api.ocpi.remote;

import org.jspecify.annotations.NullMarked;
