/** Objects of the Credentials module (OCPI 2.3.0, chapter Credentials). */
@NullMarked
package org.ocpiplatform.ocpi.credentials;

import org.jspecify.annotations.NullMarked;
