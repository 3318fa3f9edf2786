/** What happens to OCPI objects, told to those who follow it: consumers of streams and the message broker. */
@NullMarked
package org.ocpiplatform.contract.changes;

import org.jspecify.annotations.NullMarked;
