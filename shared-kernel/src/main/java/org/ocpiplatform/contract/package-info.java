/** What the command side, the query side and the edge say to each other, whatever the module. */
@NullMarked
package org.ocpiplatform.contract;

import org.jspecify.annotations.NullMarked;
