/** What the projections of all kinds of OCPI objects share: who sees them, one object, and pages of them. */
@NullMarked
package org.ocpiplatform.read.objects;

import org.jspecify.annotations.NullMarked;
