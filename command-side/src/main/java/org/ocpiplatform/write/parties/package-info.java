/** Who speaks for which party: the one place where partners and companies that register here cannot get the same one. */
@NullMarked
package org.ocpiplatform.write.parties;

import org.jspecify.annotations.NullMarked;
