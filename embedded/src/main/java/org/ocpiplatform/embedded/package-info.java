/** The data directory that the embedded stores share, and how their failures are reported. */
@NullMarked
package org.ocpiplatform.embedded;

import org.jspecify.annotations.NullMarked;
