/** JMH benchmarks of what every request goes through. */
@NullMarked
package org.ocpiplatform.bench.micro;

import org.jspecify.annotations.NullMarked;
