/** What one OCPI request says about itself beside its content: message ids, sender, receiver, interface. */
@NullMarked
package org.ocpiplatform.api.ocpi.exchange;

import org.jspecify.annotations.NullMarked;
