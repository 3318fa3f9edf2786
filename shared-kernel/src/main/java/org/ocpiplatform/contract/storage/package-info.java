/** How events are named and written where they are stored. */
@NullMarked
package org.ocpiplatform.contract.storage;

import org.jspecify.annotations.NullMarked;
