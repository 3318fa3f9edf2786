/** Benchmarks and endurance checks of the whole platform; nothing of them runs in the build. */
@NullMarked
package org.ocpiplatform.bench;

import org.jspecify.annotations.NullMarked;
