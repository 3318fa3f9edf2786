/** Commands, events and the fold of Tokens. */
@NullMarked
package org.ocpiplatform.contract.tokens;

import org.jspecify.annotations.NullMarked;
