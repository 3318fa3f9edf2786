/** What a session costs by a tariff: pure computation, without rounding until the end (OCPI 2.3.0, chapter Tariffs). */
@NullMarked
package org.ocpiplatform.ocpi.pricing;

import org.jspecify.annotations.NullMarked;
