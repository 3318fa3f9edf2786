/** Tests of the server that speaks MongoDB's protocol. */
@NullMarked
package org.ocpiplatform.embedded.mongo;

import org.jspecify.annotations.NullMarked;
