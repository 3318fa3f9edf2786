/** Tariffs: the aggregate and its rules (OCPI 2.3.0, chapter Tariffs). */
@NullMarked
package org.ocpiplatform.write.tariffs;

import org.jspecify.annotations.NullMarked;
