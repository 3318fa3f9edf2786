/** What partners ask of charge points here: which of it is passed on, and what they are told (docs/adr/0022). */
@NullMarked
package org.ocpiplatform.write.incoming;

import org.jspecify.annotations.NullMarked;
