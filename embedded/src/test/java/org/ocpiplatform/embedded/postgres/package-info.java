/** Tests of the embedded PostgreSQL against the real server. */
@NullMarked
package org.ocpiplatform.embedded.postgres;

import org.jspecify.annotations.NullMarked;
