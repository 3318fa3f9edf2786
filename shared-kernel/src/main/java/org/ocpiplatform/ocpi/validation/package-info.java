/** Constraints of OCPI's data types, as Bean Validation annotations. */
@NullMarked
package org.ocpiplatform.ocpi.validation;

import org.jspecify.annotations.NullMarked;
