/** The interfaces of the Tariffs module. */
@NullMarked
package org.ocpiplatform.api.ocpi.tariffs;

import org.jspecify.annotations.NullMarked;
