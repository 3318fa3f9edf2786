/** Companies that registered at the back office, and the login sessions of their users. */
@NullMarked
package org.ocpiplatform.read.backoffice;

import org.jspecify.annotations.NullMarked;
