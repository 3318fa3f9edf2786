/** Tests of how synchronisations stand. */
@NullMarked
package org.ocpiplatform.read.syncs;

import org.jspecify.annotations.NullMarked;
