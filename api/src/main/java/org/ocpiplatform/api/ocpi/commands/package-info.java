/** The interfaces of the Commands module. */
@NullMarked
package org.ocpiplatform.api.ocpi.commands;

import org.jspecify.annotations.NullMarked;
