/** The platform as a process, and what is needed to talk to it. */
@NullMarked
package org.ocpiplatform.bench.platform;

import org.jspecify.annotations.NullMarked;
