/** What the controllers of all modules share: object paths, pages of lists, writes. */
@NullMarked
package org.ocpiplatform.api.ocpi.objects;

import org.jspecify.annotations.NullMarked;
