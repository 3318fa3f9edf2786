/** ClientInfo objects as partners see them. */
@NullMarked
package org.ocpiplatform.read.hubclientinfo;

import org.jspecify.annotations.NullMarked;
