/** The interfaces of the HubClientInfo module. */
@NullMarked
package org.ocpiplatform.api.ocpi.hubclientinfo;

import org.jspecify.annotations.NullMarked;
