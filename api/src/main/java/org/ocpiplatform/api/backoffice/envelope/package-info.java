/** The back office's envelope around every answer and every error. */
@NullMarked
package org.ocpiplatform.api.backoffice.envelope;

import org.jspecify.annotations.NullMarked;
