/**
 * Pushes of what is published here to the partners that should have it (OCPI 2.3.0, transport chapter, client-owned
 * objects), the ledger of what became of them, redelivery and resync.
 */
@NullMarked
package org.ocpiplatform.write.pushes;

import org.jspecify.annotations.NullMarked;
