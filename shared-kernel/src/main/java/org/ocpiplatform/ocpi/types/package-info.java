/** Small OCPI classes that several modules use: money, texts, business details, places, energy. */
@NullMarked
package org.ocpiplatform.ocpi.types;

import org.jspecify.annotations.NullMarked;
