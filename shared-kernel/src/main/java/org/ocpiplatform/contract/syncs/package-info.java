/** Synchronisation with what partners publish: one for each partner and kind of object. */
@NullMarked
package org.ocpiplatform.contract.syncs;

import org.jspecify.annotations.NullMarked;
