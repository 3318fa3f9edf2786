/** What OCPI and administration share in reading requests and refusing them. */
@NullMarked
package org.ocpiplatform.api.http;

import org.jspecify.annotations.NullMarked;
