/** The command side: aggregates, their rules, and what every aggregate needs. */
@NullMarked
package org.ocpiplatform.write;

import org.jspecify.annotations.NullMarked;
