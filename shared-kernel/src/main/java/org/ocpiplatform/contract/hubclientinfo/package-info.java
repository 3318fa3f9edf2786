/** Commands, events and the fold of ClientInfo objects. */
@NullMarked
package org.ocpiplatform.contract.hubclientinfo;

import org.jspecify.annotations.NullMarked;
