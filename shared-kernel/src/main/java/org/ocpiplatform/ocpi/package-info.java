/** The vocabulary of OCPI 2.3.0 that every module shares: identifiers, parties, roles, money, the envelope. */
@NullMarked
package org.ocpiplatform.ocpi;

import org.jspecify.annotations.NullMarked;
