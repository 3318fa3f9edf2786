@NullMarked
package org.ocpiplatform.write.hub;

import org.jspecify.annotations.NullMarked;
