/** The back office's own API, in which companies sign up, log in and look after their CPO. */
@NullMarked
package org.ocpiplatform.api.backoffice;

import org.jspecify.annotations.NullMarked;
