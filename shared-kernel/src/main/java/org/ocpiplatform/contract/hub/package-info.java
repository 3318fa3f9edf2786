/** What a hub passes from one partner to another (OCPI 2.3.0, transport chapter, message routing). */
@NullMarked
package org.ocpiplatform.contract.hub;

import org.jspecify.annotations.NullMarked;
