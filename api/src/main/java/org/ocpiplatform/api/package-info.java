/** Everything that answers HTTP, and what it needs to know about where it runs. */
@NullMarked
package org.ocpiplatform.api;

import org.jspecify.annotations.NullMarked;
