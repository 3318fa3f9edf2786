/** Files that parts of the platform keep beside its stores. */
@NullMarked
package org.ocpiplatform.contract.files;

import org.jspecify.annotations.NullMarked;
