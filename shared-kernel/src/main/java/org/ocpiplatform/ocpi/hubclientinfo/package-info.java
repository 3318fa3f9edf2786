/** Objects of the HubClientInfo module (OCPI 2.3.0, chapter HubClientInfo). */
@NullMarked
package org.ocpiplatform.ocpi.hubclientinfo;

import org.jspecify.annotations.NullMarked;
