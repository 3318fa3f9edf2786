/** Requests to charge points, from partners and to partners, with their histories in words. */
@NullMarked
package org.ocpiplatform.read.remote;

import org.jspecify.annotations.NullMarked;
