/** CDRs: the aggregate and its rules (OCPI 2.3.0, chapter CDRs). */
@NullMarked
package org.ocpiplatform.write.cdrs;

import org.jspecify.annotations.NullMarked;
