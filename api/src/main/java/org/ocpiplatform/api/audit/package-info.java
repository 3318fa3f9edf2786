/** What auditors ask for: histories, objects of the past, exports, verification and proofs. */
@NullMarked
package org.ocpiplatform.api.audit;

import org.jspecify.annotations.NullMarked;
