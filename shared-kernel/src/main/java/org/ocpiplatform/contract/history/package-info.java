/** What auditors are told: how objects came to be as they are, and the proof that nobody changed that afterwards. */
@NullMarked
package org.ocpiplatform.contract.history;

import org.jspecify.annotations.NullMarked;
