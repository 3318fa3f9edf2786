/** Objects of the Commands module (OCPI 2.3.0, chapter Commands). */
@NullMarked
package org.ocpiplatform.ocpi.commands;

import org.jspecify.annotations.NullMarked;
