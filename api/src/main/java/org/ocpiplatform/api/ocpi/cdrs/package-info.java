/** The interfaces of the CDRs module. */
@NullMarked
package org.ocpiplatform.api.ocpi.cdrs;

import org.jspecify.annotations.NullMarked;
