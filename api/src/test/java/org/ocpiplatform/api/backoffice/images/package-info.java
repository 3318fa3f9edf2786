@NullMarked
package org.ocpiplatform.api.backoffice.images;

import org.jspecify.annotations.NullMarked;
