/** OCPI's envelope around every answer and every error. */
@NullMarked
package org.ocpiplatform.api.ocpi.envelope;

import org.jspecify.annotations.NullMarked;
