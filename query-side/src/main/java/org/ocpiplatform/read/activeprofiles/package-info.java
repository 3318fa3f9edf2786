/** Active charging profiles as partners see them. */
@NullMarked
package org.ocpiplatform.read.activeprofiles;

import org.jspecify.annotations.NullMarked;
