/** Events told as changes of OCPI objects, to followers of streams and to the message broker. */
@NullMarked
package org.ocpiplatform.read.changes;

import org.jspecify.annotations.NullMarked;
