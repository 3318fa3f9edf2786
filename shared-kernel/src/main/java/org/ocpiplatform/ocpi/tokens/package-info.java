/** Objects of the Tokens module (OCPI 2.3.0, chapter Tokens). */
@NullMarked
package org.ocpiplatform.ocpi.tokens;

import org.jspecify.annotations.NullMarked;
