/** The tokens of the back office's users and the keys that these are signed with. */
@NullMarked
package org.ocpiplatform.api.backoffice.tokens;

import org.jspecify.annotations.NullMarked;
