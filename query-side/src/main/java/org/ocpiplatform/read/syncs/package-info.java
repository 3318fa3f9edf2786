/** How the synchronisations with partners stand. */
@NullMarked
package org.ocpiplatform.read.syncs;

import org.jspecify.annotations.NullMarked;
