/** The interfaces of the Tokens module. */
@NullMarked
package org.ocpiplatform.api.ocpi.tokens;

import org.jspecify.annotations.NullMarked;
