/** Erasures of what is stored of drivers. */
@NullMarked
package org.ocpiplatform.contract.erasures;

import org.jspecify.annotations.NullMarked;
