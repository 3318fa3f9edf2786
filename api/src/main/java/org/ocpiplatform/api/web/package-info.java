/** The ends of the servlet container: how paths arrive, and what is answered when no controller was reached. */
@NullMarked
package org.ocpiplatform.api.web;

import org.jspecify.annotations.NullMarked;
