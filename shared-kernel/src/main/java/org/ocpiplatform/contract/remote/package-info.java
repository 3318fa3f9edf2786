/** What requests to charge points share, whether they come to this platform or leave it (docs/adr/0022). */
@NullMarked
package org.ocpiplatform.contract.remote;

import org.jspecify.annotations.NullMarked;
