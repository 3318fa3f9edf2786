/** Those who may read what happened here and are no partners: consumers of streams, and auditors. */
@NullMarked
package org.ocpiplatform.contract.readers;

import org.jspecify.annotations.NullMarked;
