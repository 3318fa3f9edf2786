/** Objects of the Tariffs module (OCPI 2.3.0, chapter Tariffs). */
@NullMarked
package org.ocpiplatform.ocpi.tariffs;

import org.jspecify.annotations.NullMarked;
