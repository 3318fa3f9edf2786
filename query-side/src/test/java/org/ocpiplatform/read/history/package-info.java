/** Tests of how objects stood at any moment. */
@NullMarked
package org.ocpiplatform.read.history;

import org.jspecify.annotations.NullMarked;
