/** Just enough of an HTTP client to load a server without using much of the machine that both share. */
@NullMarked
package org.ocpiplatform.bench.http;

import org.jspecify.annotations.NullMarked;
