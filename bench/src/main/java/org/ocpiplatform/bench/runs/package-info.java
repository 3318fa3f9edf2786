/** What can be run: each a question about the whole platform. */
@NullMarked
package org.ocpiplatform.bench.runs;

import org.jspecify.annotations.NullMarked;
