/** Objects of the CDRs module, some of which Sessions share (OCPI 2.3.0, chapter CDRs). */
@NullMarked
package org.ocpiplatform.ocpi.cdrs;

import org.jspecify.annotations.NullMarked;
