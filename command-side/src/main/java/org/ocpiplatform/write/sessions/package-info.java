/** Sessions: the aggregate and its rules (OCPI 2.3.0, chapter Sessions). */
@NullMarked
package org.ocpiplatform.write.sessions;

import org.jspecify.annotations.NullMarked;
