/** Commands, events and queries of partners, the platforms that call us. */
@NullMarked
package org.ocpiplatform.contract.partners;

import org.jspecify.annotations.NullMarked;
