/** Assembly of the platform: the main class, its settings and nothing of the business. */
@NullMarked
package org.ocpiplatform.app;

import org.jspecify.annotations.NullMarked;
