/** Companies that register at the back office, and the login sessions of their users. */
@NullMarked
package org.ocpiplatform.write.backoffice;

import org.jspecify.annotations.NullMarked;
