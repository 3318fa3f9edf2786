/** Those who may read what happened here and are no partners, as requests are checked against them. */
@NullMarked
package org.ocpiplatform.read.readers;

import org.jspecify.annotations.NullMarked;
