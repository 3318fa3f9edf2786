/** The back office: CPOs that register here, their users and what these do. */
@NullMarked
package org.ocpiplatform.contract.backoffice;

import org.jspecify.annotations.NullMarked;
