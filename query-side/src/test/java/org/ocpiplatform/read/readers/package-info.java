/** Tests of consumers and auditors as the edge sees them. */
@NullMarked
package org.ocpiplatform.read.readers;

import org.jspecify.annotations.NullMarked;
