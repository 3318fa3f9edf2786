@NullMarked
package org.ocpiplatform.write.incoming;

import org.jspecify.annotations.NullMarked;
