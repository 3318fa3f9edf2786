/** The Credentials module, by which platforms register with each other. */
@NullMarked
package org.ocpiplatform.api.ocpi.credentials;

import org.jspecify.annotations.NullMarked;
