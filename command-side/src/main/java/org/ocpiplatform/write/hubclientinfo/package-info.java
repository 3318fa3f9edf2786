/** ClientInfo objects: the aggregate and its rules (OCPI 2.3.0, chapter HubClientInfo). */
@NullMarked
package org.ocpiplatform.write.hubclientinfo;

import org.jspecify.annotations.NullMarked;
