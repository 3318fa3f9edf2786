/** The PostgreSQL server that runs beside the platform when no external one is configured. */
@NullMarked
package org.ocpiplatform.embedded.postgres;

import org.jspecify.annotations.NullMarked;
