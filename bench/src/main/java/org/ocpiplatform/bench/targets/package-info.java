/** What the platform should reach, measured in one run: every class measures one row of the table, or a few of a kind. */
@NullMarked
package org.ocpiplatform.bench.targets;

import org.jspecify.annotations.NullMarked;
