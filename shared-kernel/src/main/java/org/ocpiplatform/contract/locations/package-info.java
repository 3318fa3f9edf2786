/** Commands, events and the fold of Locations with their EVSEs and connectors. */
@NullMarked
package org.ocpiplatform.contract.locations;

import org.jspecify.annotations.NullMarked;
