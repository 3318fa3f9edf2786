@NullMarked
package org.ocpiplatform.read.objects;

import org.jspecify.annotations.NullMarked;
