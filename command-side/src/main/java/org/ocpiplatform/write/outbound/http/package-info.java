/** The HTTP client that calls partners. */
@NullMarked
package org.ocpiplatform.write.outbound.http;

import org.jspecify.annotations.NullMarked;
