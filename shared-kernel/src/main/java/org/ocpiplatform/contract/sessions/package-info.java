/** Commands, events, queries and the fold of Sessions. */
@NullMarked
package org.ocpiplatform.contract.sessions;

import org.jspecify.annotations.NullMarked;
