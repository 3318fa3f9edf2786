@NullMarked
package org.ocpiplatform.read.changes;

import org.jspecify.annotations.NullMarked;
