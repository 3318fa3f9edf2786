/** Streams of changes for consumers: CloudEvents as server-sent events or as lines (docs/adr/0028). */
@NullMarked
package org.ocpiplatform.api.streams;

import org.jspecify.annotations.NullMarked;
