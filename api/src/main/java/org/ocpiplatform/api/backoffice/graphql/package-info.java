/** The back office's view of an operator's fleet, in GraphQL. */
@NullMarked
package org.ocpiplatform.api.backoffice.graphql;

import org.jspecify.annotations.NullMarked;
