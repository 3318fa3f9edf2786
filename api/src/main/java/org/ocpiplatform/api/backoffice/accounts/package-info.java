/** Signing up, logging in and out. */
@NullMarked
package org.ocpiplatform.api.backoffice.accounts;

import org.jspecify.annotations.NullMarked;
