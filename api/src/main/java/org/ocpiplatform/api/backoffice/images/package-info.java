/** Uploads of logos and photos: what is taken, what is made of it, and how it is served. */
@NullMarked
package org.ocpiplatform.api.backoffice.images;

import org.jspecify.annotations.NullMarked;
