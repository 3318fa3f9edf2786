/** The description of every route, for people and for tools. */
@NullMarked
package org.ocpiplatform.api.docs;

import org.jspecify.annotations.NullMarked;
