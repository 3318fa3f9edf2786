/** Secrets that must be kept readable, because we present them to others, and how they are kept. */
@NullMarked
package org.ocpiplatform.contract.secrets;

import org.jspecify.annotations.NullMarked;
